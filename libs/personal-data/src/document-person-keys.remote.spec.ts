import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { ThrowawayDatabases } from '#persistence/testing';
import { DocumentPersonKeys } from './document-person-keys.js';
import { WrongMasterKey } from './key-wrapping.js';
import { SubjectErased } from './person-keys.js';
import { describePersonKeys } from './testing/person-keys.contract.js';

jest.setTimeout(60_000);

const master = randomBytes(32);
const databases = new ThrowawayDatabases();
const opened: DocumentPersonKeys[] = [];
const openAt = async (address = databases.next(), masterKey = master): Promise<DocumentPersonKeys> => {
  const documents = await databases.open(address);
  try {
    const keys = await DocumentPersonKeys.open(documents, masterKey);
    opened.push(keys);
    return keys;
  } catch (error) {
    await documents.close();
    throw error;
  }
};
afterAll(async () => {
  await Promise.all(opened.map((keys) => keys.close()));
  await databases.drop();
});

describePersonKeys('mongoose', () => openAt());

describe('person keys in MongoDB', () => {
  const standing = async (address: ReturnType<typeof databases.next>): Promise<string> => {
    const documents = await databases.open(address);
    const { items } = await documents.collection({ name: 'person-keys', indexes: [] }).find({ limit: 100 });
    await documents.close();
    return JSON.stringify(items);
  };

  it('are one key for all instances that ask at once, and none after any of them dropped it', async () => {
    const address = databases.next();
    const [one, two] = [await openAt(address), await openAt(address)];
    for (const subject of ['p1', 'p2', 'p3']) {
      const [first, second] = await Promise.all([one.keyOf(subject), two.keyOf(subject)]);
      expect(first).toEqual(second);
    }
    await Promise.all([one.keyOf('p4').catch(() => undefined), two.drop('p4'), two.drop('p1')]);
    await expect(one.keyOf('p4')).rejects.toThrow(SubjectErased);
    await expect(one.keyOf('p1')).rejects.toThrow(SubjectErased);
  });

  it('never stand there in clear, and a dropped one not even wrapped', async () => {
    const address = databases.next();
    const keys = await openAt(address);
    const key = await keys.keyOf('p1');
    const wrapped = /pk1\.[\w-]+/.exec((await standing(address)).split('"id":"p1"')[1] ?? '')?.[0];
    expect(wrapped).toBeDefined();
    expect(await standing(address)).not.toContain(key.toString('base64url'));
    await keys.drop('p1');
    expect(await standing(address)).not.toContain(wrapped);
    expect(await standing(address)).toContain('p1');
  });

  it('do not open with another master key', async () => {
    const address = databases.next();
    await openAt(address);
    await expect(openAt(address, randomBytes(32))).rejects.toThrow(WrongMasterKey);
  });
});
