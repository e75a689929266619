import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentsUnavailable, type Query } from './documents.js';
import { openDatabase } from './open-database.js';
import { planOf } from './query-plan.js';
import { FileInUse, SqliteDocuments } from './sqlite.js';
import { counting, selects } from './sqlite-select.js';
import { SqliteTable } from './sqlite-table.js';
import { fillDisk, MORE_THAN_A_PAGE } from './testing/full-disk.js';
import { tasks, type Task } from './testing/tasks.js';

const directory = mkdtempSync(join(tmpdir(), 'sqlite-documents-'));
afterAll(() => { rmSync(directory, { recursive: true }); });

describe('SQLite', () => {
  const database = openDatabase(join(directory, 'plans.db'));
  afterAll(() => { database.close(); });
  const table = new SqliteTable(database, tasks);
  const explained = (sql: string, values: readonly (string | number | null)[]): string =>
    database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values).map(({ detail }) => String(detail)).join('; ');
  const after = ['v', 3, 'id'];
  const queries: readonly Omit<Query<Task>, 'limit'>[] = [
    { where: { owner: 'ann' } }, { where: { owner: null } }, { where: { owner: 'ann', done: true } }, { orderBy: ['rank'] },
    { orderBy: ['owner', 'rank'] }, { where: { owner: 'ann' }, range: { field: 'rank', from: 1, until: 5 } }, { where: { title: 'x' } },
  ];

  it.each(queries)('reads every page from an index, in its order, without sorting: %j', (query) => {
    const plan = planOf(tasks, query);
    for (const descending of [false, true]) {
      for (const cursor of [undefined, after.slice(-plan.keys.length), after.slice(-plan.keys.length).fill(null as never)]) {
        for (const { sql, values } of selects(table.name, plan, query.range, cursor, descending)) {
          const how = explained(sql, [...values, 10]);
          expect(how).toContain('USING INDEX tasks/');
          expect(how).not.toContain('TEMP B-TREE');
          if (plan.fixed.length > 0 || cursor) expect(how).toContain('SEARCH tasks');
        }
      }
    }
  });

  it('looks a unique value up in its index', () => {
    const [select] = selects(table.name, planOf(tasks, { where: { code: 'x' } }), undefined, undefined, false);
    expect(explained(select?.sql ?? '', ['x', 10])).toContain('SEARCH tasks USING INDEX tasks/code/unique');
  });

  it('counts in an index alone', () => {
    const { sql, values } = counting(table.name, planOf(tasks, { where: { owner: 'ann' } }));
    expect(explained(sql, values)).toContain('USING COVERING INDEX');
  });

  it('takes no name that is not one', () => {
    for (const name of ['a"b', '', 'sqlite_master', '1']) expect(() => new SqliteTable(database, { name, indexes: [] })).toThrow(TypeError);
    expect(() => new SqliteTable(database, { name: 'odd', indexes: [{ fields: ["x') --"] }] })).toThrow(TypeError);
  });
});

describe('the file of SQLite documents', () => {
  it('cannot be reached while the disk is full, and can when there is room again', async () => {
    const database = openDatabase(join(mkdtempSync(join(directory, 'full-')), 'documents.db'));
    const documents = new SqliteDocuments(database);
    const all = documents.collection(tasks);
    const large = (id: string) => documents.commit([{ collection: 'tasks', put: { id, title: MORE_THAN_A_PAGE } }]);
    const makeRoom = fillDisk(database);
    const both = await Promise.allSettled([large('a'), large('b')]);
    expect(both).toMatchObject(both.map(() => ({ status: 'rejected', reason: expect.any(DocumentsUnavailable) })));
    expect(await all.count()).toBe(0);
    makeRoom();
    await large('a');
    expect(await all.count()).toBe(1);
    await documents.close();
  });

  it('and what lies beside it is read by its owner only, and has one owner', async () => {
    const home = mkdtempSync(join(directory, 'home-'));
    const documents = SqliteDocuments.open(join(home, 'documents.db'));
    documents.collection(tasks);
    await documents.commit([{ collection: 'tasks', put: { id: 'a' } }]);
    for (const name of readdirSync(home)) expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
    expect(() => SqliteDocuments.open(join(home, 'documents.db'))).toThrow(FileInUse);
    await documents.close();
  });
});
