import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScriptedClock } from '#kernel';
import { EventIdTaken } from './event-log.js';
import { MemoryEventStore } from './memory.js';
import { UnknownPosition } from './sequence.js';
import { SqliteEventStore } from './sqlite.js';
import { describeEventStore } from './testing/event-store.contract.js';
import { followed } from './testing/followed.js';
import { happened, several } from './testing/happened.js';
import type { OpenedEventStore } from './testing/opened-event-store.js';

const directory = mkdtempSync(join(tmpdir(), 'event-store-'));
afterAll(() => { rmSync(directory, { recursive: true }); });
const scripted = (): ScriptedClock => new ScriptedClock('2026-03-02T12:00:00.000Z');
let files = 0;

const memory = async (): Promise<OpenedEventStore> => {
  const clock = scripted();
  return { store: new MemoryEventStore(clock), clock };
};
const sqlite = async (): Promise<OpenedEventStore> => {
  const clock = scripted();
  const file = join(directory, `${String(files += 1)}.db`);
  const store = SqliteEventStore.open(file, clock);
  const reopen = async (): Promise<SqliteEventStore> => {
    await store.close();
    return SqliteEventStore.open(file, clock);
  };
  return { store, clock, reopen };
};

describeEventStore('memory', memory);
describeEventStore('sqlite', sqlite);

describe.each([['memory', memory], ['sqlite', sqlite]])('embedded event store: %s', (_, open) => {
  it('refuses an event id that another event has, and takes what waited beside it', async () => {
    const { store } = await open();
    const taken = happened('first');
    await store.append('a-1', [taken], 0);
    const [refused, beside] = await Promise.allSettled([
      store.append('b-1', [happened('new'), taken], 0),
      store.append('c-1', several(2), 0),
    ]);
    expect(refused).toMatchObject({ status: 'rejected', reason: expect.any(EventIdTaken) });
    expect(beside.status).toBe('fulfilled');
    expect(await store.read('b-1')).toEqual([]);
    expect(await store.read('c-1')).toHaveLength(2);
    await store.close();
  });

  it('does not follow from a position that it never gave out', async () => {
    const { store } = await open();
    await store.append('a-1', several(2), 0);
    for (const position of ['3', 'C:12/P:12', '-1', '1.5', '9007199254740993']) {
      await expect(followed(store, position).subscription.done).rejects.toBeInstanceOf(UnknownPosition);
    }
    await store.close();
  });

  it('answers what was waiting when it is closed, and nothing afterwards', async () => {
    const { store } = await open();
    const waiting = store.append('a-1', several(1), 0);
    await store.close();
    expect(await waiting).toHaveLength(1);
    await expect(store.append('a-1', several(1), 1)).rejects.toThrow('the storage is closed');
  });

  it('is the only writer, and records no time before that of another stream', async () => {
    const { store, clock } = await open();
    const noon = clock.now();
    await store.append('a-1', several(1), 0);
    await clock.advanceTo('2026-03-02T11:00:00.000Z');
    const [later] = await store.append('b-1', several(1), 0);
    expect(store.soleWriter).toBe(true);
    expect(later?.metadata.recordedAt).toBe(noon);
    await store.close();
  });
});
