import { describe, expect, it } from '@jest/globals';
import { InvalidCursor, NoSuchIndex, type Collection, type Query } from '../documents.js';
import type { InUse } from './opened-documents.js';
import { tasks, type Task } from './tasks.js';

const idsOf = async (collection: Collection<Task>, query: Omit<Query<Task>, 'limit'>): Promise<string> =>
  (await collection.find({ ...query, limit: 1_000 })).items.map(({ id }) => id).join(' ');

/** Every page of a query; `between` may write while the reader turns the page. */
const pagesOf = async (collection: Collection<Task>, query: Query<Task>, between?: (page: number) => Promise<void>): Promise<readonly string[]> => {
  const ids: string[] = [];
  let after: string | undefined;
  for (let page = 0; page === 0 || after !== undefined; page += 1) {
    const { items, next } = await collection.find({ ...query, ...(after === undefined ? {} : { after }) });
    ids.push(...items.map(({ id }) => id));
    after = next;
    await between?.(page);
  }
  return ids;
};

export const describeQueries = (inUse: InUse): void => {
  describe('a query', () => {
    const filled = async (...documents: readonly Task[]): Promise<Collection<Task>> => {
      const collection = inUse().collection<Task>(tasks);
      await inUse().commit(documents.map((put) => ({ collection: 'tasks', put })));
      return collection;
    };
    const ranked = (): Promise<Collection<Task>> => filled(
      { id: 'd', owner: 'ann', rank: 2 }, { id: 'b', owner: 'ann', rank: 10 }, { id: 'a', owner: 'ann', rank: 2 },
      { id: 'c', owner: 'bob', rank: 1 }, { id: 'e', owner: 'ann', rank: null }, { id: 'f', owner: 'ann' }, { id: 'g', owner: null, rank: 5 },
    );

    it('answers in the order of its index, then of the ids; null and absent come first', async () => {
      const collection = await ranked();
      expect(await idsOf(collection, {})).toBe('a b c d e f g');
      expect(await idsOf(collection, { orderBy: ['rank'] })).toBe('e f c a d g b');
      expect(await idsOf(collection, { orderBy: ['rank'], descending: true })).toBe('b g d a c f e');
      expect(await idsOf(collection, { orderBy: ['owner', 'rank'] })).toBe('g e f a d b c');
    });

    it('fixes leading fields, null among them', async () => {
      const collection = await ranked();
      expect(await idsOf(collection, { where: { owner: 'ann' } })).toBe('e f a d b');
      expect(await idsOf(collection, { where: { rank: 2, owner: 'ann' } })).toBe('a d');
      expect(await idsOf(collection, { where: { owner: null } })).toBe('g');
      expect(await idsOf(collection, { where: { rank: null }, descending: true })).toBe('f e');
      expect(await idsOf(collection, { where: { owner: 'nobody' } })).toBe('');
    });

    it('bounds the next field, the upper end excluded; null is in no range', async () => {
      const collection = await ranked();
      expect(await idsOf(collection, { where: { owner: 'ann' }, range: { field: 'rank', from: 2, until: 10 } })).toBe('a d');
      expect(await idsOf(collection, { range: { field: 'rank', from: 2 }, descending: true })).toBe('b g d a');
      expect(await idsOf(collection, { range: { field: 'rank', until: 2 } })).toBe('c');
      expect(await idsOf(collection, { range: { field: 'rank', from: null } })).toBe('');
      expect(await idsOf(collection, { range: { field: 'id', from: 'b', until: 'd' } })).toBe('b c');
    });

    it('keeps numbers, texts and yes-or-no apart from each other’s order', async () => {
      const collection = await filled(
        { id: '1', owner: 'x', done: true, title: 'é' }, { id: '2', owner: 'x', done: false, title: 'z' },
        { id: '3', owner: 'x', done: null, title: '\uff5e' }, { id: '4', owner: 'x', done: true, title: '😀' }, { id: '5', owner: 'x', done: true, title: '' },
      );
      expect(await idsOf(collection, { orderBy: ['title'] })).toBe('5 2 1 3 4');
      expect(await idsOf(collection, { where: { owner: 'x' }, orderBy: ['done', 'title'] })).toBe('3 2 5 1 4');
      expect(await idsOf(collection, { where: { owner: 'x', done: true } })).toBe('5 1 4');
      expect(await idsOf(collection, { where: { title: "x' OR 1=1 --" } })).toBe('');
    });

    it('that no declared index serves is refused', async () => {
      const collection = await ranked();
      const unserved: readonly Omit<Query<Task>, 'limit'>[] = [
        { where: { done: true } }, { where: { rank: 1, title: 'x' } }, { orderBy: ['done'] }, { orderBy: ['rank', 'owner'] },
        { where: { owner: 'ann' }, range: { field: 'title', from: 'a' } }, { range: { field: 'rank', from: 1 }, orderBy: ['owner'] },
      ];
      for (const query of unserved) await expect(collection.find({ ...query, limit: 1 })).rejects.toBeInstanceOf(NoSuchIndex);
      await expect(collection.count({ done: true })).rejects.toBeInstanceOf(NoSuchIndex);
    });

    it('counts everything, or what leading fields fix', async () => {
      const collection = await ranked();
      expect(await collection.count()).toBe(7);
      expect(await collection.count({ owner: 'ann' })).toBe(5);
      expect(await collection.count({ owner: 'ann', rank: null })).toBe(2);
    });
  });

  describe('pages', () => {
    const many = async (): Promise<Collection<Task>> => {
      const collection = inUse().collection<Task>(tasks);
      const documents = Array.from({ length: 60 }, (_, index): Task => ({
        id: `t${String(index).padStart(2, '0')}`,
        owner: [null, 'ann', 'bob'][index % 3] ?? null,
        rank: index % 4 === 0 ? null : index % 7,
        done: index % 5 === 0 ? null : index % 2 === 0,
        title: `title ${String(index % 11)}`,
      }));
      await inUse().commit(documents.map((put) => ({ collection: 'tasks', put })));
      return collection;
    };
    const queries: readonly Omit<Query<Task>, 'limit'>[] = [
      {}, { orderBy: ['rank'] }, { orderBy: ['owner', 'rank'] }, { orderBy: ['owner', 'done', 'title'] }, { where: { owner: 'ann' } },
      { where: { owner: null }, orderBy: ['done'] }, { range: { field: 'rank', from: 1, until: 5 } }, { where: { rank: null } },
      { where: { owner: 'bob' }, range: { field: 'rank', from: 2 } },
    ];

    it.each(queries)('put together are the whole answer, in both directions: %j', async (query) => {
      const collection = await many();
      for (const descending of [false, true]) {
        const whole = await collection.find({ ...query, descending, limit: 1_000 });
        expect(whole.next).toBeUndefined();
        for (const limit of [1, 4, whole.items.length]) {
          expect(await pagesOf(collection, { ...query, descending, limit })).toEqual(whole.items.map(({ id }) => id));
        }
      }
    });

    it.each([{ descending: false }, { descending: true }])('stay exact while others come and go: %j', async ({ descending }) => {
      const collection = await many();
      const query = { orderBy: ['rank'] as const, descending };
      const before = await idsOf(collection, query);
      const gone = new Set<string>();
      const seen = await pagesOf(collection, { ...query, limit: 7 }, async (page) => {
        const behind = (await collection.find({ ...query, limit: 7 })).items[0]?.id ?? '';
        gone.add(behind);
        const put = { id: `behind-${String(page)}`, rank: descending ? 1_000 : -1_000 };
        await inUse().commit([{ collection: 'tasks', remove: behind }, ...(descending ? [{ collection: 'tasks', put }] : [])]);
      });
      expect(seen.filter((id) => !id.startsWith('behind'))).toEqual(before.split(' '));
      expect(new Set(seen).size).toBe(seen.length);
    });

    it('refuse a cursor that is none of theirs', async () => {
      const collection = await many();
      const { next } = await collection.find({ orderBy: ['rank'], limit: 1 });
      const foreign = [next ?? '', 'x', '', Buffer.from('{}').toString('base64url'), Buffer.from('[[1]]').toString('base64url')];
      for (const after of foreign) await expect(collection.find({ after, limit: 1 })).rejects.toBeInstanceOf(InvalidCursor);
    });
  });
};
