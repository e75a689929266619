import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { MongooseDocuments } from '#persistence/mongoose';
import { ThrowawayDatabases } from '#persistence/testing';
import { spawned, type Spawned } from '../test/spawned.js';
import { createTopics, dropTopics, KafkaFactLog, type KafkaOptions } from './kafka.js';
import { eventually } from './testing/eventually.js';
import { missing, sent, sourceOf, uuid } from './testing/facts.js';
import { kafkaOptions } from './testing/kafka-installation.js';
import { Notebook } from './testing/notebook.js';
import { upTo } from './testing/under-load.js';

/** More for a long run. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 1);
jest.setTimeout(ROUNDS * 120_000);
const A_WHILE = 60_000;
const AUTHORITIES = upTo(20).map(uuid);
const WAVE = 40;

describe('a member of a group that is frozen for longer than its session', () => {
  const databases = new ThrowawayDatabases();
  const address = databases.next();
  let options: KafkaOptions;
  let documents: MongooseDocuments;
  let log: KafkaFactLog;
  let members: Spawned[];
  let published = 0;
  const begun = (): Spawned => {
    const { brokers, prefix = '' } = options;
    return spawned('group-member.process.ts', brokers.join(), prefix, address.url, address.database);
  };
  const seen = (): Promise<readonly (readonly number[])[]> => Promise.all(AUTHORITIES.map((id) => new Notebook(documents).seen(sourceOf(id))));
  const howMany = async (): Promise<number> => (await seen()).reduce((sum, { length }) => sum + length, 0);
  const publish = async (): Promise<void> => {
    for (const end = published + WAVE; published < end; published += 1) await log.publish(AUTHORITIES.map((id) => sent(missing(id, published + 1))));
  };
  const allSeen = (): Promise<void> => eventually(async () => (await howMany()) >= published * AUTHORITIES.length, A_WHILE);

  beforeEach(async () => {
    options = kafkaOptions();
    await createTopics(options);
    documents = await MongooseDocuments.open(address);
    log = KafkaFactLog.open(options);
    members = [begun(), begun()];
  });
  afterEach(async () => {
    for (const member of members) {
      const ended = once(member, 'exit');
      member.kill('SIGKILL');
      await ended;
    }
    await log.close();
    await documents.close();
    await databases.drop();
    await dropTopics(options);
  });

  it('adds nothing to what the other took over: each fact has its effect once, in order', async () => {
    await publish();
    await allSeen();
    for (let round = 0; round < 2 * ROUNDS; round += 1) {
      const frozen = members[round % 2];
      const before = await howMany();
      await Promise.all([publish(), eventually(async () => (await howMany()) > before + WAVE, A_WHILE).then(() => frozen?.kill('SIGSTOP'))]);
      await allSeen();
      frozen?.kill('SIGCONT');
      await publish();
      await allSeen();
    }
    expect(await seen()).toEqual(AUTHORITIES.map(() => upTo(published)));
  });
});
