import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startMongo, type StartedMongoServer } from '../../../tools/engines/mongodb.mjs';
import type { Collection } from './documents.js';
import { MongooseDocuments, MongooseLeases } from './mongoose.js';
import { tasks, type Task } from './testing/tasks.js';

/** More for a long run. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 1);
jest.setTimeout(ROUNDS * 120_000);

const KILLS = 3 * ROUNDS;
const WRITERS = 4;

describe('when the server is killed under its writers', () => {
  let directory: string;
  let server: StartedMongoServer;
  let documents: MongooseDocuments;
  let collection: Collection<Task>;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mongoose-crash-'));
    server = await startMongo({ directory });
    documents = await MongooseDocuments.open({ url: server.url, database: 'spec' });
    collection = documents.collection(tasks);
    documents.collection({ name: 'positions', indexes: [] });
    await documents.ready();
  });
  afterEach(async () => {
    await documents.close();
    await server.stop();
    await rm(directory, { recursive: true });
  });

  const killedAndBack = async (): Promise<void> => {
    await server.kill();
    server = await startMongo({ directory, port: server.port });
  };

  it('nothing acknowledged is lost, nothing is there by half, and the writers go on by themselves', async () => {
    const acknowledged = Array.from({ length: WRITERS }, () => 0);
    let stopped = false;
    const write = async (writer: number): Promise<void> => {
      for (let number = 1; !stopped; number += 1) {
        const name = String(writer);
        const put = { id: `${name}/${String(number)}`, owner: name, rank: number };
        const position = { id: name, number };
        try {
          await documents.commit([{ collection: 'tasks', put }, { collection: 'positions', put: position }]);
          acknowledged[writer] = number;
        } catch {
          // Not acknowledged: sent again.
          number -= 1;
        }
      }
    };
    const progressed = async (): Promise<void> => {
      const before = [...acknowledged];
      while (acknowledged.some((number, writer) => number < (before[writer] ?? 0) + 5)) await pause(20);
    };
    const writing = Array.from({ length: WRITERS }, (_, writer) => write(writer));
    for (let kill = 0; kill < KILLS; kill += 1) {
      await progressed();
      await killedAndBack();
    }
    await progressed();
    stopped = true;
    await Promise.all(writing);

    const positions = documents.collection<{ id: string; number: number }>({ name: 'positions', indexes: [] });
    for (const [writer, number] of acknowledged.entries()) {
      const { items } = await collection.find({ where: { owner: String(writer) }, limit: 100_000 });
      const ranks = items.map(({ rank }) => rank);
      expect(ranks.length).toBeGreaterThanOrEqual(number);
      expect(ranks).toEqual(Array.from(ranks, (_, index) => index + 1));
      expect((await positions.get(String(writer)))?.number).toBe(ranks.length);
    }
  });

  it('a lease that was held is held still', async () => {
    const address = { url: server.url, database: 'spec' };
    const [one, two] = [await MongooseLeases.open(address), await MongooseLeases.open(address)];
    expect(await one.hold('publishing', 'one', 600_000)).toBe(true);
    await killedAndBack();
    expect(await two.hold('publishing', 'two', 600_000)).toBe(false);
    expect(await one.hold('publishing', 'one', 600_000)).toBe(true);
    await Promise.all([one.close(), two.close()]);
  });
});
