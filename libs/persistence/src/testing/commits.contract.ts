import { describe, expect, it } from '@jest/globals';
import { NotAsExpected, UniqueViolation, type Expected, type ExpectedValues, type Write } from '../documents.js';
import type { InUse } from './opened-documents.js';
import { tasks, type Task } from './tasks.js';

const put = (document: Task, collection = 'tasks'): Write => ({ collection, put: document });
const insert = (document: Task): Write => ({ collection: 'tasks', put: document, expect: 'absent' });
const changed = (document: Task, expected: Expected<Task>): Write => ({ collection: 'tasks', put: document, expect: expected });
const remove = (id: string, expected?: ExpectedValues<Task>): Write => ({ collection: 'tasks', remove: id, ...(expected ? { expect: expected } : {}) });

export const describeCommits = (inUse: InUse): void => {
  describe('a commit', () => {
    it('writes in order: the last write of a document stands', async () => {
      const collection = inUse().collection<Task>(tasks);
      await inUse().commit([put({ id: 'a', title: '1' }), put({ id: 'a', title: '2' }), put({ id: 'b' }), remove('b'), remove('never')]);
      expect(await collection.get('a')).toEqual({ id: 'a', title: '2' });
      expect(await collection.count()).toBe(1);
    });

    it('spans collections, all or nothing', async () => {
      const collection = inUse().collection<Task>(tasks);
      const other = inUse().collection<Task>({ name: 'other', indexes: [] });
      await inUse().commit([put({ id: 'a', code: 'x' }), put({ id: 'a', title: 'before' }, 'other')]);
      const failing = inUse().commit([put({ id: 'a', title: 'after' }, 'other'), remove('a'), put({ id: 'b', code: 'y' }), put({ id: 'c', code: 'y' })]);
      await expect(failing).rejects.toBeInstanceOf(UniqueViolation);
      expect(await other.get('a')).toEqual({ id: 'a', title: 'before' });
      expect(await collection.get('a')).toEqual({ id: 'a', code: 'x' });
      expect(await collection.get('b')).toBeUndefined();
      await inUse().commit([put({ id: 'b', code: 'y' })]);
    });

    it('inserts only where nothing is', async () => {
      const collection = inUse().collection<Task>(tasks);
      await inUse().commit([insert({ id: 'a', title: 'first' })]);
      const refused: unknown = await inUse().commit([insert({ id: 'a', title: 'second' })]).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(NotAsExpected);
      expect(refused).toMatchObject({ collection: 'tasks' });
      expect(await collection.get('a')).toEqual({ id: 'a', title: 'first' });
    });

    it('changes a document only while it stands as it was read, and then everything with it', async () => {
      const collection = inUse().collection<Task>(tasks);
      const other = inUse().collection<Task>({ name: 'other', indexes: [] });
      await inUse().commit([put({ id: 'a', rank: 1, done: true, title: '$gt' })]);
      const late: readonly Expected<Task>[] = [{ rank: 2 }, { rank: null }, { rank: 1, owner: 'ann' }, { title: '' }, { done: false }, 'absent'];
      for (const expected of late) {
        await expect(inUse().commit([put({ id: 'effect' }, 'other'), changed({ id: 'a', rank: 9 }, expected)])).rejects.toBeInstanceOf(NotAsExpected);
        await expect(inUse().commit([changed({ id: 'a', rank: 9 }, expected)])).rejects.toBeInstanceOf(NotAsExpected);
      }
      expect([await collection.get('a'), await other.get('effect')]).toEqual([{ id: 'a', rank: 1, done: true, title: '$gt' }, undefined]);
      await inUse().commit([put({ id: 'effect' }, 'other'), changed({ id: 'a', rank: 2 }, { rank: 1, done: true, title: '$gt', owner: null })]);
      expect([await collection.get('a'), await other.get('effect')]).toEqual([{ id: 'a', rank: 2 }, { id: 'effect' }]);
    });

    it('changes no document that is gone, and brings none back', async () => {
      const collection = inUse().collection<Task>(tasks);
      for (const writes of [[changed({ id: 'a', rank: 1 }, { rank: null })], [put({ id: 'b' }), changed({ id: 'a', rank: 1 }, {})]]) {
        await expect(inUse().commit(writes)).rejects.toBeInstanceOf(NotAsExpected);
      }
      expect(await collection.count()).toBe(0);
    });

    it('removes a document only while it stands as it was read, and then everything with it', async () => {
      const collection = inUse().collection<Task>(tasks);
      await inUse().commit([put({ id: 'a', rank: 1 }), put({ id: 'other' })]);
      for (const writes of [[remove('a', { rank: 2 })], [put({ id: 'effect' }), remove('other'), remove('a', { rank: 1, owner: 'ann' })], [remove('other'), remove('gone', {})]]) {
        await expect(inUse().commit(writes)).rejects.toBeInstanceOf(NotAsExpected);
      }
      expect([await collection.get('a'), await collection.count()]).toEqual([{ id: 'a', rank: 1 }, 2]);
      await inUse().commit([remove('a', { rank: 1, owner: null })]);
      await inUse().commit([put({ id: 'b', rank: 3 }), remove('other', { rank: null })]);
      expect([await collection.get('b'), await collection.count()]).toEqual([{ id: 'b', rank: 3 }, 1]);
    });

    it('of many who change the same as they read it, lets one win', async () => {
      const collection = inUse().collection<Task>(tasks);
      await inUse().commit([put({ id: 'a', rank: 0 })]);
      for (let rank = 1; rank <= 5; rank += 1) {
        const all = await Promise.allSettled(['ann', 'bob', 'eve'].map((owner) =>
          inUse().commit([changed({ id: 'a', rank, owner }, { rank: rank - 1 }), put({ id: `${owner}-${String(rank)}`, owner })])));
        expect(all.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
        expect(await collection.count()).toBe(rank + 1);
      }
    });

    it('refuses a second document with a unique value, and says of which fields', async () => {
      inUse().collection<Task>(tasks);
      await inUse().commit([put({ id: 'a', code: 'x', place: 'p' })]);
      const refused: unknown = await inUse().commit([put({ id: 'b', code: 'x', place: 'q' })]).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(UniqueViolation);
      expect(refused).toMatchObject({ collection: 'tasks', fields: ['code'] });
    });

    it('lets a document keep its unique value, give it up, and another take it', async () => {
      const collection = inUse().collection<Task>(tasks);
      await inUse().commit([put({ id: 'a', code: 'x' })]);
      await inUse().commit([put({ id: 'a', code: 'x', title: 'again' })]);
      await inUse().commit([put({ id: 'a', code: 'y' }), put({ id: 'b', code: 'x' })]);
      await inUse().commit([remove('b'), put({ id: 'c', code: 'x' })]);
      expect((await collection.find({ where: { code: 'x' }, limit: 9 })).items.map(({ id }) => id)).toEqual(['c']);
    });

    it('binds no document whose unique field is null or absent', async () => {
      const collection = inUse().collection<Task>(tasks);
      await inUse().commit([put({ id: 'a', code: null, place: 'p' }), put({ id: 'b', code: null, place: 'p' }), put({ id: 'c' }), put({ id: 'd' })]);
      expect(await collection.count({ code: null })).toBe(4);
    });

    it('does not spoil those that wait beside it', async () => {
      const collection = inUse().collection<Task>(tasks);
      const answers = await Promise.allSettled(Array.from({ length: 100 }, (_, index) =>
        inUse().commit([put({ id: String(index), code: String(index % 10) }), put({ id: `also-${String(index)}` })])));
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
      expect(await collection.count()).toBe(20);
    });

    it('of two inserts of one id exactly one wins', async () => {
      inUse().collection<Task>(tasks);
      const both = await Promise.allSettled([inUse().commit([insert({ id: 'a' })]), inUse().commit([insert({ id: 'a' })])]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    it('of nothing is fine', async () => {
      await expect(inUse().commit([])).resolves.toBeUndefined();
    });
  });
};
