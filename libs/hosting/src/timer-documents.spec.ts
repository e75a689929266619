import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ScriptedClock, Timers, type Timer, type TimerChange } from '#kernel';
import { UnitOfWork, type Documents } from '#persistence';
import { MemoryDocuments } from '#persistence/memory';
import { SqliteDocuments } from '#persistence/sqlite';
import { TimerDocuments } from './timer-documents.js';

const at = (hour: number): string => `2026-03-02T${String(hour)}:00:00.000Z`;
const timer = (key: string, hour: number): Timer => ({ key, due: at(hour), command: { type: 'expire', data: { grantId: key } } });

let documents: Documents;
let directory: string;
let kept: TimerDocuments;
const apply = async (...changes: readonly TimerChange[]): Promise<void> => {
  const unit = new UnitOfWork(documents);
  await kept.apply(changes, unit);
  await unit.commit();
};
const set = (key: string, hour: number): TimerChange => ({ set: timer(key, hour) });

describe.each([['memory', () => new MemoryDocuments()], ['SQLite', () => SqliteDocuments.open(join(directory, 'documents.sqlite'))]])('timers among documents of %s', (_, open) => {
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'timers-'));
    documents = open();
    kept = new TimerDocuments(documents);
  });
  afterEach(async () => {
    await documents.close();
    rmSync(directory, { recursive: true });
  });

  it('come nearest first, as they were set', async () => {
    await apply(set('b', 12), set('a', 13), set('c', 11));
    expect(await kept.next(2)).toEqual([timer('c', 11), timer('b', 12)]);
  });

  it('come after another one, also at the same instant', async () => {
    await apply(set('b', 11), set('a', 11), set('ab', 11), set('c', 12), set('d', 10));
    const [first] = await kept.next(1);
    expect(await kept.next(2, first)).toEqual([timer('a', 11), timer('ab', 11)]);
    expect(await kept.next(9, timer('ab', 11))).toEqual([timer('b', 11), timer('c', 12)]);
    await kept.done(timer('a', 11));
    expect(await kept.next(1, timer('a', 11))).toEqual([timer('ab', 11)]);
    expect(await kept.next(9, timer('c', 12))).toEqual([]);
  });

  it('are set only with the unit of work they were set in', async () => {
    await kept.apply([set('a', 11)], new UnitOfWork(documents));
    expect(await kept.next(10)).toEqual([]);
  });

  it('are there once when they were moved, in one unit of work or another', async () => {
    await apply(set('a', 11), set('a', 12));
    expect(await kept.next(10)).toEqual([timer('a', 12)]);
    await apply(set('a', 10));
    expect(await kept.next(10)).toEqual([timer('a', 10)]);
  });

  it('are gone when they were cancelled or done', async () => {
    await apply(set('a', 11), set('b', 12), set('c', 13), { cancel: 'c' });
    await apply({ cancel: 'a' }, { cancel: 'never set' });
    await kept.done(timer('b', 12));
    expect(await kept.next(10)).toEqual([]);
  });

  it('stay when they were moved before, while or after what they were is done', async () => {
    await apply(set('a', 11), set('b', 11), set('c', 11));
    await apply(set('a', 14));
    await Promise.all([kept.done(timer('a', 11)), kept.done(timer('b', 11)), apply(set('b', 15)), kept.done(timer('c', 11))]);
    await apply(set('c', 16));
    expect(await kept.next(10)).toEqual([timer('a', 14), timer('b', 15), timer('c', 16)]);
  });

  it('are dispatched at their instants', async () => {
    const clock = new ScriptedClock(at(10));
    const fired: string[] = [];
    const timers = new Timers(clock, kept, async ({ key, command }) => { fired.push(`${key} ${command.type} at ${clock.now().slice(11, 13)}`); });
    await apply(set('a', 11), set('b', 12));
    await timers.schedule();
    await clock.advanceTo(at(14));
    await timers.stop();
    expect(fired).toEqual(['a expire at 11', 'b expire at 12']);
    expect(await kept.next(10)).toEqual([]);
  });
});
