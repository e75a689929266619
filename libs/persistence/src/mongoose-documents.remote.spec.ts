import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { NotAsExpected, type Documents, type Query, type Write } from './documents.js';
import { MemoryDocuments } from './memory.js';
import { IndexDiffers, connect, type MongoAddress, type MongooseDocuments } from './mongoose.js';
import { tasks, type Task } from './testing/tasks.js';
import { ThrowawayDatabases } from './testing/throwaway-databases.js';

jest.setTimeout(60_000);

const databases = new ThrowawayDatabases();
afterAll(() => databases.drop());

describe('documents in MongoDB', () => {
  let address: MongoAddress;
  let documents: MongooseDocuments;
  let opened: MongooseDocuments[] = [];
  const open = async (): Promise<MongooseDocuments> => {
    const one = await databases.open(address);
    opened.push(one);
    return one;
  };
  beforeEach(async () => {
    address = databases.next();
    documents = await open();
  });
  afterEach(async () => {
    await Promise.all(opened.map((one) => one.close()));
    opened = [];
  });
  const put = (document: Task, collection = 'tasks'): Write => ({ collection, put: document });

  it.each([
    ['another order', { key: { 'fields.rank': 1, 'fields.owner': 1, _id: 1 }, name: 'owner,rank,id' }, 'owner,rank,id'],
    ['another direction', { key: { 'fields.rank': -1, _id: 1 }, name: 'rank,id' }, 'rank,id'],
    ['documents left out', { key: { 'fields.rank': 1, _id: 1 }, name: 'rank,id', sparse: true }, 'rank,id'],
    ['nothing unique', { key: { 'fields.code': 1 }, name: 'code/unique' }, 'code/unique'],
    ['null bound too', { key: { 'fields.code': 1 }, name: 'code/unique', unique: true }, 'code/unique'],
  ])('say so at the start when an index stands there with %s', async (_, made, index) => {
    const connection = await connect(address);
    await connection.collection('tasks').createIndexes([made]);
    await connection.close();
    const collection = documents.collection(tasks);
    const told: unknown = await documents.ready().catch((error: unknown) => error);
    expect(told).toBeInstanceOf(IndexDiffers);
    expect(told).toMatchObject({ collection: 'tasks', index });
    await expect(collection.get('a')).rejects.toBeInstanceOf(IndexDiffers);
    await expect(documents.commit([put({ id: 'a' })])).rejects.toBeInstanceOf(IndexDiffers);
  });

  it('are served by an index that is declared after they were written', async () => {
    documents.collection({ name: 'tasks', indexes: [] });
    await documents.commit([put({ id: 'a', title: 'z' }), put({ id: 'b', title: 'y' })]);
    const { items } = await documents.collection(tasks).find({ orderBy: ['title'], limit: 9 });
    expect(items.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  it('come back as they were, whatever the names and values inside mean to the engine', async () => {
    const collection = documents.collection(tasks);
    const odd = {
      id: '$where', title: '$title', place: 'lone \ud800', $set: { a: 1 }, 'a.b': { 'c.d': [null, { $gt: '' }] }, _bsontype: 'ObjectId', _id: 'x', __v: 1,
      nested: { _bsontype: 'Long', toBSON: 'x', '': {}, empty: {}, list: [] }, fields: { fields: 1 }, rest: '{}', big: 2 ** 53, small: 5e-324, zero: 0, 'nul\u0000': 1,
      deep: JSON.parse('['.repeat(500) + ']'.repeat(500)) as unknown,
    };
    const proto = JSON.parse('{"id":"p","__proto__":{"owner":"ann"},"constructor":"c"}') as Task;
    await documents.commit([put(odd), put(proto), put({ id: 'z', rank: -0 })]);
    expect(await collection.get('z')).toEqual({ id: 'z', rank: 0 });
    expect(await collection.get('$where')).toEqual(odd);
    expect(JSON.stringify(await collection.get('p'))).toBe(JSON.stringify({ id: 'p', constructor: 'c' }).replace('}', ',"__proto__":{"owner":"ann"}}'));
    expect(await collection.count({ owner: 'ann' })).toBe(0);
  });

  it('are free again once the server undoes what an instance had begun when it was killed', async () => {
    documents.collection(tasks);
    await documents.commit([put({ id: 'a', rank: 1 }), put({ id: 'b', rank: 1 })]);
    const killed = await connect(address);
    const session = await killed.startSession();
    session.startTransaction();
    await killed.collection('tasks').updateMany({}, { $set: { left: 'open' } }, { session });
    const until = async (work: () => Promise<void>): Promise<void> => work().catch(() => until(work));
    await Promise.all([until(() => documents.commit([put({ id: 'a', rank: 2 })])), until(() => documents.commit([put({ id: 'b', rank: 2 }), put({ id: 'c' })]))]);
    await expect(session.commitTransaction()).rejects.toThrow();
    await killed.close();
    const { items } = await documents.collection(tasks).find({ orderBy: ['rank'], limit: 9 });
    expect(items).toEqual([{ id: 'c' }, { id: 'a', rank: 2 }, { id: 'b', rank: 2 }]);
  }, 120_000);

  it('are asked for by values only: what would be an operator is refused or found nowhere', async () => {
    const collection = documents.collection(tasks);
    await documents.commit([put({ id: 'a', owner: 'ann', rank: 1 })]);
    for (const operator of [{ $ne: null }, { $gt: '' }, { $in: ['ann'] }, ['ann']] as never[]) {
      await expect(collection.find({ where: { owner: operator }, limit: 9 })).rejects.toBeInstanceOf(TypeError);
      await expect(collection.find({ range: { field: 'rank', from: operator }, limit: 9 })).rejects.toBeInstanceOf(TypeError);
      await expect(collection.count({ owner: operator })).rejects.toBeInstanceOf(TypeError);
      expect(await collection.get(operator)).toBeUndefined();
      await documents.commit([{ collection: 'tasks', remove: operator }]).catch(() => undefined);
    }
    expect(await collection.get('a')).toBeDefined();
    expect(() => documents.collection({ name: 'a$b', indexes: [] })).toThrow(TypeError);
    await expect(documents.collection({ name: 'x', indexes: [{ fields: ['$a'] }] }).get('a')).rejects.toBeInstanceOf(TypeError);
  });

  it('are written by several instances at once: a put never fails for another, an insert wins once', async () => {
    const other = await open();
    const instances = [documents, other];
    for (const instance of instances) instance.collection(tasks);
    for (const instance of instances) instance.collection({ name: 'positions', indexes: [] });
    await Promise.all(Array.from({ length: 60 }, (_, index) => {
      const instance = instances[index % 2] ?? documents;
      return instance.commit([put({ id: `t${String(index % 3)}` }), ...(index % 4 < 2 ? [] : [put({ id: 'p' }, 'positions')])]);
    }));
    const inserts = await Promise.allSettled(Array.from({ length: 20 }, (_, index) =>
      (instances[index % 2] ?? documents).commit([{ collection: 'tasks', put: { id: 'new' }, expect: 'absent' }, put({ id: 'p' }, 'positions')])));
    expect(inserts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of inserts) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(NotAsExpected);
  });
});

describe('pages of MongoDB and of memory', () => {
  let documents: MongooseDocuments;
  beforeAll(async () => { documents = await databases.open(); });
  afterAll(() => documents.close());
  const scalars = fc.constantFrom(null, -1.5, 0, 1, 2, true, false, '', '1', 'a', 'é', '\uff5e', '😀');
  const task = fc.record({ owner: scalars, rank: scalars, done: scalars, title: scalars }, { requiredKeys: [] });
  const filled = fc.array(task, { minLength: 1, maxLength: 25 });
  const bound = fc.option(fc.constantFrom(-1.5, 0, 1, true, '', 'a', '😀', null), { nil: undefined });
  const query = fc.oneof(
    fc.record({ orderBy: fc.constantFrom([], ['rank'], ['title'], ['owner', 'rank'], ['owner', 'done', 'title']) }),
    fc.record({ where: fc.record({ owner: scalars }), orderBy: fc.constantFrom([], ['rank'], ['done', 'title']) }),
    fc.record({ range: fc.record({ field: fc.constantFrom('rank', 'title', 'id'), from: bound, until: bound }) }),
    fc.record({ where: fc.record({ owner: scalars }), range: fc.record({ field: fc.constant('rank'), from: bound, until: bound }) }),
  );

  const pagesOf = async (either: Documents, asked: Query<Task>): Promise<readonly string[]> => {
    const pages: string[] = [];
    const collection = either.collection(tasks);
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      const { items, next } = await collection.find({ ...asked, ...(after === undefined ? {} : { after }) });
      pages.push(items.map(({ id }) => id).join(' '));
      after = next;
    }
    return pages;
  };

  it('are the same, for values of every kind beside each other', async () => {
    documents.collection(tasks);
    await fc.assert(fc.asyncProperty(filled, fc.array(query, { minLength: 5, maxLength: 5 }), fc.boolean(), fc.integer({ min: 1, max: 9 }), async (docs, queries, descending, limit) => {
      const memory = new MemoryDocuments();
      memory.collection(tasks);
      await documents.clear('tasks');
      const writes = docs.map((document, index): Write => ({ collection: 'tasks', put: { ...document, id: `t${String(index)}` } }));
      for (const each of [memory, documents]) await each.commit(writes);
      for (const each of queries) {
        const asked = { ...each, descending, limit } as unknown as Query<Task>;
        expect(await pagesOf(documents, asked)).toEqual(await pagesOf(memory, asked));
      }
    }), { numRuns: 25 });
  });
});
