import { beforeEach, describe, expect, it } from '@jest/globals';
import { NotAsExpected, type Collection } from './documents.js';
import { MemoryDocuments } from './memory.js';
import { tasks, type Task } from './testing/tasks.js';
import { UnitOfWork } from './unit-of-work.js';

describe('a unit of work', () => {
  let documents: MemoryDocuments;
  let collection: Collection<Task>;
  let work: UnitOfWork;
  beforeEach(async () => {
    documents = new MemoryDocuments();
    collection = documents.collection(tasks);
    await documents.commit([{ collection: 'tasks', put: { id: 'a', title: 'stored' } }]);
    work = new UnitOfWork(documents);
  });

  it('reads what is stored, and its own writes over it', async () => {
    expect(await work.get(collection, 'a')).toEqual({ id: 'a', title: 'stored' });
    work.put(collection, { id: 'a', title: 'new' });
    work.put(collection, { id: 'b' });
    expect(await work.get(collection, 'a')).toEqual({ id: 'a', title: 'new' });
    expect(await work.get(collection, 'b')).toEqual({ id: 'b' });
    work.remove(collection, 'a');
    expect(await work.get(collection, 'a')).toBeUndefined();
  });

  it('shows nothing to others before its commit, then everything', async () => {
    const other = documents.collection<Task>({ name: 'other', indexes: [] });
    work.put(collection, { id: 'b' });
    work.remove(collection, 'a');
    work.put(other, { id: 'position', title: '7' });
    expect(await collection.get('a')).toBeDefined();
    expect(await collection.get('b')).toBeUndefined();
    await work.commit();
    expect(await collection.get('a')).toBeUndefined();
    expect(await collection.get('b')).toEqual({ id: 'b' });
    expect(await other.get('position')).toEqual({ id: 'position', title: '7' });
    expect(work.writes).toEqual([]);
  });

  it('goes back to an earlier moment when half of a message failed', async () => {
    work.put(collection, { id: 'b', title: 'first message' });
    const before = work.writes;
    work.put(collection, { id: 'b', title: 'half of the second' });
    work.remove(collection, 'a');
    work.restore(before);
    await work.commit();
    expect(await collection.get('a')).toEqual({ id: 'a', title: 'stored' });
    expect(await collection.get('b')).toEqual({ id: 'b', title: 'first message' });
  });

  it('changes nothing when a document does not stand as it was expected, however often it was put since', async () => {
    work.put(collection, { id: 'a', title: 'new' }, { title: 'read before' });
    work.put(collection, { id: 'b' });
    work.put(collection, { id: 'a', title: 'newest' });
    await expect(work.commit()).rejects.toBeInstanceOf(NotAsExpected);
    expect([await collection.get('a'), await collection.get('b')]).toEqual([{ id: 'a', title: 'stored' }, undefined]);
    await documents.commit([{ collection: 'tasks', put: { id: 'a', title: 'read before' } }]);
    await work.commit();
    expect(await collection.get('a')).toEqual({ id: 'a', title: 'newest' });
  });

  it('keeps its writes when the commit is refused', async () => {
    await documents.commit([{ collection: 'tasks', put: { id: 'x', code: 'taken' } }]);
    work.put(collection, { id: 'b', code: 'taken' });
    await expect(work.commit()).rejects.toThrow('another document of tasks has the same code');
    expect(work.writes).toHaveLength(1);
    await documents.commit([{ collection: 'tasks', remove: 'x' }]);
    await work.commit();
    expect(await collection.get('b')).toEqual({ id: 'b', code: 'taken' });
  });
});
