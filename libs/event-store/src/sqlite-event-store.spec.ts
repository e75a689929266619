import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EventTooLarge, ScriptedClock } from '#kernel';
import { FileInUse } from '#persistence/sqlite';
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

  it('takes events as large as it is told to', async () => {
    const store = SqliteEventStore.open(file, clock, { maxEventBytes: 1_000 });
    await expect(store.append('a-1', [happened('x', { text: 'x'.repeat(1_000) })], 0)).rejects.toBeInstanceOf(EventTooLarge);
    await store.append('a-1', [happened('x', { text: 'x'.repeat(500) })], 0);
    await store.close();
  });
});
