import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { StorageClosed, UnknownCollection, type Documents } from '../documents.js';
import { describeCommits } from './commits.contract.js';
import type { InUse, OpenedDocuments } from './opened-documents.js';
import { describeQueries } from './queries.contract.js';
import { tasks, type Task } from './tasks.js';

/** What every adapter of documents promises; one joins all of it or does not exist. */
export const describeDocuments = (name: string, open: () => Promise<OpenedDocuments>): void => {
  describe(`documents: ${name}`, () => {
    let opened: OpenedDocuments;
    beforeEach(async () => { opened = await open(); });
    afterEach(async () => { await opened.documents.close(); });
    const inUse = (): Documents => opened.documents;

    describeReading(inUse);
    describeCommits(inUse);
    describeQueries(inUse);

    describe('closing', () => {
      it('keeps what was committed for the next start', async () => {
        opened.documents.collection(tasks);
        await opened.documents.commit([{ collection: 'tasks', put: { id: 'a', owner: 'ann' } }]);
        if (opened.reopen) opened = { ...opened, documents: await opened.reopen() };
        const collection = opened.documents.collection(tasks);
        expect(await collection.get('a')).toEqual({ id: 'a', owner: 'ann' });
        expect(await collection.count({ owner: 'ann' })).toBe(1);
      });

      it('answers what was waiting, and takes nothing afterwards', async () => {
        opened.documents.collection(tasks);
        const waiting = opened.documents.commit([{ collection: 'tasks', put: { id: 'a' } }]);
        await opened.documents.close();
        await expect(waiting).resolves.toBeUndefined();
        await expect(opened.documents.commit([{ collection: 'tasks', put: { id: 'b' } }])).rejects.toBeInstanceOf(StorageClosed);
      });
    });
  });
};

const describeReading = (inUse: InUse): void => {
  describe('a document', () => {
    it('is found by its id as it was put, and nothing under another', async () => {
      const collection = inUse().collection<Task>(tasks);
      const document = { id: 'a/1 \u0000é😀', title: 'x"\'\n', rank: -1.5, done: false, owner: null };
      await inUse().commit([{ collection: 'tasks', put: document }]);
      expect(await collection.get(document.id)).toEqual(document);
      expect(await collection.get('a')).toBeUndefined();
    });

    it('is nobody else’s object', async () => {
      const collection = inUse().collection<Task>(tasks);
      const mine = { id: 'a', title: 'mine' };
      await inUse().commit([{ collection: 'tasks', put: mine }]);
      mine.title = 'changed';
      Object.assign(await collection.get('a') ?? {}, { title: 'changed' });
      expect(await collection.get('a')).toEqual({ id: 'a', title: 'mine' });
    });

    it('is found with others in the order of the ids asked for', async () => {
      const collection = inUse().collection<Task>(tasks);
      await inUse().commit(['a', 'b', 'c'].map((id) => ({ collection: 'tasks', put: { id } })));
      expect((await collection.getMany(['c', 'missing', 'a'])).map(({ id }) => id)).toEqual(['c', 'a']);
      expect(await collection.getMany([])).toEqual([]);
    });

    it('stays when its collection is asked for again', async () => {
      inUse().collection<Task>(tasks);
      await inUse().commit([{ collection: 'tasks', put: { id: 'a' } }]);
      expect(await inUse().collection<Task>({ ...tasks }).get('a')).toEqual({ id: 'a' });
    });

    it('goes with all others when its collection is cleared, and only those', async () => {
      const cleared = inUse().collection<Task>(tasks);
      const other = inUse().collection<Task>({ name: 'other', indexes: [] });
      await inUse().commit([{ collection: 'tasks', put: { id: 'a', code: 'x' } }, { collection: 'other', put: { id: 'a' } }]);
      await inUse().clear('tasks');
      expect(await cleared.count()).toBe(0);
      expect(await other.count()).toBe(1);
      await inUse().commit([{ collection: 'tasks', put: { id: 'b', code: 'x' } }]);
      expect(await cleared.get('b')).toEqual({ id: 'b', code: 'x' });
    });

    it('cannot be put where no collection is', async () => {
      await expect(inUse().commit([{ collection: 'nowhere', put: { id: 'a' } }])).rejects.toBeInstanceOf(UnknownCollection);
      await expect(inUse().clear('nowhere')).rejects.toBeInstanceOf(UnknownCollection);
    });
  });
};
