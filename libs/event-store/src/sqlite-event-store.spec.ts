import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EventTooLarge, ScriptedClock, StoreUnavailable } from '#kernel';
import { FileInUse, openDatabase } from '#persistence/sqlite';
import { fillDisk, MORE_THAN_A_PAGE } from '#persistence/testing';
import { SqliteEventStore } from './sqlite.js';
import { happened, several } from './testing/happened.js';

const root = mkdtempSync(join(tmpdir(), 'sqlite-event-store-'));
afterAll(() => { rmSync(root, { recursive: true }); });
const clock = new ScriptedClock('2026-03-02T12:00:00.000Z');

describe('the file of a SQLite event store', () => {
  let directory: string;
  let file: string;
  beforeEach(() => {
    directory = mkdtempSync(join(root, 'data-'));
    file = join(directory, 'events.db');
  });

  it('and what lies beside it is read by its owner only', async () => {
    const store = SqliteEventStore.open(file, clock);
    await store.append('a-1', several(1), 0);
    const modes = readdirSync(directory).map((name) => [name, statSync(join(directory, name)).mode & 0o777]);
    expect(modes).toEqual([['events.db', 0o600], ['events.db-wal', 0o600]]);
    await store.close();
  });

  it('has one owner at a time', async () => {
    const store = SqliteEventStore.open(file, clock);
    expect(() => SqliteEventStore.open(file, clock)).toThrow(FileInUse);
    await store.append('a-1', several(1), 0);
    await store.close();
    await SqliteEventStore.open(file, clock).close();
  });

  it('itself keeps versions and event ids unique', async () => {
    const store = SqliteEventStore.open(file, clock);
    await store.append('a-1', [happened('x', {}, 'id-1')], 0);
    await store.close();
    const database = new DatabaseSync(file);
    const insert = database.prepare("INSERT INTO event (stream, version, event_id, type, data, metadata) VALUES (?, ?, ?, 'T', '{}', '{}')");
    expect(() => insert.run('a-1', 1, 'id-2')).toThrow('event.stream, event.version');
    expect(() => insert.run('b-1', 1, 'id-1')).toThrow('event.event_id');
    database.close();
  });

  it('cannot be reached while the disk is full, and goes on where it was when there is room again', async () => {
    const database = openDatabase(file);
    const store = new SqliteEventStore(database, clock);
    await store.append('a-1', several(1), 0);
    const large = (stream: string, version: number) => store.append(stream, [happened('x', { text: MORE_THAN_A_PAGE })], version);
    const makeRoom = fillDisk(database);
    const both = await Promise.allSettled([large('a-1', 1), large('b-1', 0)]);
    expect(both).toMatchObject(both.map(() => ({ status: 'rejected', reason: expect.any(StoreUnavailable) })));
    expect(await store.read('a-1')).toHaveLength(1);
    makeRoom();
    expect([await large('a-1', 1), await large('b-1', 0)]).toMatchObject([[{ version: 2 }], [{ version: 1 }]]);
    await store.close();
  });

  it('takes events as large as it is told to', async () => {
    const store = SqliteEventStore.open(file, clock, { maxEventBytes: 1_000 });
    await expect(store.append('a-1', [happened('x', { text: 'x'.repeat(1_000) })], 0)).rejects.toBeInstanceOf(EventTooLarge);
    await store.append('a-1', [happened('x', { text: 'x'.repeat(500) })], 0);
    await store.close();
  });
});
