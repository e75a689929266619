import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { MongooseLeases, type MongooseDocuments } from './mongoose.js';
import type { MongoAddress } from './mongoose-connection.js';
import { describeDocuments } from './testing/documents.contract.js';
import { describeLeases } from './testing/leases.contract.js';
import { ThrowawayDatabases } from './testing/throwaway-databases.js';

jest.setTimeout(60_000);

const databases = new ThrowawayDatabases();
const leases: MongooseLeases[] = [];
afterAll(async () => {
  await Promise.all(leases.map((opened) => opened.close()));
  await databases.drop();
});

describeDocuments('mongoose', async () => {
  const address = databases.next();
  const documents = await databases.open(address);
  const reopen = async (): Promise<MongooseDocuments> => {
    await documents.close();
    return databases.open(address);
  };
  return { documents, reopen };
});

describeLeases('mongoose', async (now) => {
  const opened = await MongooseLeases.open(databases.next(), now);
  leases.push(opened);
  return opened;
});

describe('a lease of a machine whose clock is an hour ahead', () => {
  const HOUR = 3_600_000;
  const opened = async (address: MongoAddress, now: () => number): Promise<MongooseLeases> => {
    const one = await MongooseLeases.open(address, now);
    leases.push(one);
    return one;
  };
  const asked = async (waiting: MongooseLeases, ttlMillis: number, meanwhile: () => Promise<unknown>): Promise<boolean> => {
    for (const until = performance.now() + 5 * ttlMillis; performance.now() < until;) {
      await meanwhile();
      if (await waiting.hold('publishing', 'two', ttlMillis)) return true;
    }
    return false;
  };

  it('is its own while it renews it, and is taken over as soon as any other when it does not', async () => {
    const address = databases.next();
    const [ahead, right] = [await opened(address, () => Date.now() + HOUR), await opened(address, Date.now)];
    expect(await ahead.hold('publishing', 'one', 300)).toBe(true);
    expect(await asked(right, 300, () => ahead.hold('publishing', 'one', 300))).toBe(false);
    expect(await asked(right, 300, () => Promise.resolve())).toBe(true);
  });
});
