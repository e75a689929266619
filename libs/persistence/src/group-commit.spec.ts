import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { GroupCommit } from './group-commit.js';

describe('work that waits in the same turn', () => {
  let database: DatabaseSync;
  let group: GroupCommit;
  beforeEach(() => {
    database = new DatabaseSync(':memory:');
    database.exec(`
      PRAGMA foreign_keys = ON;
      CREATE TABLE item (id INTEGER PRIMARY KEY, text TEXT);
      CREATE TABLE part (item INTEGER REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED);
    `);
    group = new GroupCommit(database);
  });
  afterEach(() => { group.close(); });
  const add = (id: number, text = ''): Promise<number> => group.run(() => {
    database.prepare('INSERT INTO item (id, text) VALUES (?, ?)').run(id, text);
    return id;
  });
  const ids = (): unknown[] => database.prepare('SELECT id FROM item ORDER BY id').all().map(({ id }) => id);
  const statuses = async (work: readonly Promise<unknown>[]): Promise<string[]> => (await Promise.allSettled(work)).map(({ status }) => status);

  it('shares one transaction', async () => {
    const answers = await Promise.all([add(1), add(2), group.run(() => database.isTransaction), add(3)]);
    expect(answers).toEqual([1, 2, true, 3]);
    expect(database.isTransaction).toBe(false);
  });

  it('is answered only after the commit', async () => {
    const inTransaction = await add(1).then(() => database.isTransaction);
    expect(inTransaction).toBe(false);
  });

  it('is undone alone when it throws', async () => {
    const failing = group.run(() => {
      database.exec('INSERT INTO item (id) VALUES (2)');
      throw new Error('thought better of it');
    });
    expect(await statuses([add(1), failing, add(1), add(3)])).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
    expect(ids()).toEqual([1, 3]);
  });

  it('is all refused and all undone when the commit fails', async () => {
    const dangling = group.run(() => { database.exec('INSERT INTO part (item) VALUES (99)'); });
    expect(await statuses([add(1), dangling, add(2)])).toEqual(['rejected', 'rejected', 'rejected']);
    expect(ids()).toEqual([]);
    expect(await add(3)).toBe(3);
  });

  it('is all refused and all undone when the disk is full, and goes on when there is room again', async () => {
    database.exec('PRAGMA max_page_count = 10');
    const full = [add(1), add(2, 'x'.repeat(100_000)), add(3)];
    expect((await Promise.allSettled(full)).map((answer) => String('reason' in answer && answer.reason))).toEqual(
      Array.from({ length: 3 }, () => 'Error: database or disk is full'),
    );
    expect(ids()).toEqual([]);
    database.exec('PRAGMA max_page_count = 1000');
    expect(await statuses([add(4), add(5, 'x'.repeat(100_000))])).toEqual(['fulfilled', 'fulfilled']);
  });
});
