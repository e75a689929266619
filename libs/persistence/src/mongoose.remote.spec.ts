import { afterAll, jest } from '@jest/globals';
import { MongooseLeases, type MongooseDocuments } from './mongoose.js';
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
