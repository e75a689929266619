import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startKafka, type StartedKafkaBroker } from '../../../tools/engines/kafka.mjs';
import { LARGEST } from '#contracts';
import type { Documents } from '#persistence';
import { MemoryDocuments } from '#persistence/memory';
import { ThrowawayDatabases } from '#persistence/testing';
import { Consumer } from './consumer.js';
import { OffsetBeyondEnd } from './fact-log.js';
import { createTopics, dropTopics, KafkaFactLog, type KafkaOptions } from './kafka.js';
import type { OutgoingMessage } from './message.js';
import { deadTopicOf } from './topic-layout.js';
import { eventually } from './testing/eventually.js';
import { missing, sent, TOPIC, uuid } from './testing/facts.js';
import { kafkaOptions } from './testing/kafka-installation.js';
import { Notebook } from './testing/notebook.js';
import { UnderLoad, upTo } from './testing/under-load.js';

/** More for a long run. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 1);
/** How long a broker is away. */
const OUTAGE_MILLIS = 1_000 * Number(process.env['OUTAGE_SECONDS'] ?? 1);
jest.setTimeout(ROUNDS * 120_000 + OUTAGE_MILLIS);
const A_WHILE = 60_000;

const databases = new ThrowawayDatabases();
afterAll(() => databases.drop());

describe('a broker that dies', () => {
  let broker: StartedKafkaBroker;
  let options: KafkaOptions;
  let documents: Documents;
  let load: UnderLoad;
  const again = async (): Promise<void> => { broker = await startKafka(broker); };

  beforeEach(async () => {
    broker = await startKafka();
    options = { brokers: broker.brokers, clientId: 'specs' };
    await createTopics(options);
    documents = await databases.open();
    load = new UnderLoad(options, documents, 20);
  });
  afterEach(async () => {
    await load.close();
    await documents.close();
    await broker.stop();
    await rm(broker.directory, { recursive: true, force: true });
  });

  it('under load, again and again, loses nothing acknowledged, and nothing has its effect twice', async () => {
    load.join();
    load.begin();
    for (let kill = 0; kill < 2 * ROUNDS; kill += 1) {
      const enough = load.sum + 200;
      await eventually(() => load.sum >= enough, A_WHILE);
      await broker.kill();
      await again();
    }
    const enough = load.sum + 200;
    await eventually(() => load.sum >= enough, A_WHILE);
    await load.finish();
    await eventually(() => load.caughtUp(), A_WHILE);
    expect(await load.seen()).toEqual(load.acknowledged.map(upTo));
    expect(await load.members[0]?.parkedKeys()).toEqual([]);
  });

  it('before anybody starts is waited for: who publishes, consumes and follows says so, and gets on when it is back', async () => {
    await broker.kill();
    const member = load.join();
    load.begin();
    await eventually(() => member.problem() !== undefined, A_WHILE);
    await pause(OUTAGE_MILLIS);
    await again();
    await eventually(() => load.sum >= 200, A_WHILE);
    await load.finish();
    await eventually(() => load.caughtUp(), A_WHILE);
    expect(member.problem()).toBeUndefined();
    expect(await load.seen()).toEqual(load.acknowledged.map(upTo));
  });
});

describe('a group on Kafka', () => {
  let options: KafkaOptions;
  let documents: Documents;
  let load: UnderLoad;
  beforeEach(async () => {
    options = kafkaOptions();
    await createTopics(options);
    documents = await databases.open();
    load = new UnderLoad(options, documents, 20);
  });
  afterEach(async () => {
    await load.close();
    await documents.close();
  });

  it('is cut anew every second while members come and go, and every message comes three times: each has its effect once, in order', async () => {
    load.join();
    load.begin(3);
    for (let turn = 0; turn < 4 * ROUNDS; turn += 1) {
      const second = load.join();
      const half = load.sum + 200;
      await eventually(() => load.sum >= half, A_WHILE);
      await second.stop();
    }
    await load.finish();
    await eventually(() => load.caughtUp(), A_WHILE);
    expect(await load.seen()).toEqual(load.acknowledged.map(upTo));
    expect(await load.members[0]?.parkedKeys()).toEqual([]);
  });

  it('shares the partitions among its members', async () => {
    const counts = [0, 0];
    const counting = (member: number) => ({ handles: () => true, handle: async () => { counts[member] = (counts[member] ?? 0) + 1; } });
    load.join({ handlers: counting(0) });
    load.join({ handlers: counting(1) });
    load.begin();
    await eventually(() => counts.every((count) => count > 20), A_WHILE);
  });
});

describe('a log on Kafka', () => {
  it('gives a member of a group its partitions from where it asks, and refuses one that remembers more than there is', async () => {
    const options = kafkaOptions();
    await createTopics(options);
    const log = KafkaFactLog.open(options);
    await log.publish(upTo(3).map((sequence) => sent(missing(uuid(1), sequence))));
    const ends = await log.ends(TOPIC);
    const got: number[] = [];
    const from = async (_: string, partition: number): Promise<number> => Math.max(0, (ends[partition] ?? 0) - 1);
    const member = log.follow({ topics: [TOPIC], group: 'some', from }, async ({ messages }) => { got.push(...messages.map(({ offset }) => offset)); });
    await eventually(() => got.length > 0, A_WHILE);
    const mistaken = log.follow({ topics: [TOPIC], group: 'others', from: async () => 9 }, async () => undefined);
    await expect(mistaken.done).rejects.toThrow(OffsetBeyondEnd);
    await member.stop();
    expect(got).toEqual([2]);
    await log.close();
  });

  it('takes the message of the largest event that a service may record, and refuses what is larger than a message may be', async () => {
    const options = kafkaOptions();
    await createTopics(options);
    const log = KafkaFactLog.open(options);
    const large = (bytes: number): OutgoingMessage => ({ ...sent(missing(uuid(1), 1)), value: '"'.repeat(bytes) });
    await log.publish([large(LARGEST.event)]);
    await expect(log.publish([large(LARGEST.message)])).rejects.toThrow('larger than the max message size');
    const [place] = (await log.ends(TOPIC)).flatMap((end, partition) => (end > 0 ? [{ end, partition }] : []));
    const [found] = await log.read(TOPIC, place?.partition ?? 0, 0, 10);
    expect([place?.end, found?.value.length]).toEqual([1, LARGEST.event]);
    expect(Buffer.byteLength(JSON.stringify(found))).toBeLessThan(LARGEST.ledgerEntry);
    expect(Buffer.byteLength(JSON.stringify(large(LARGEST.message)))).toBeLessThan(LARGEST.ledgerEntry);
    await log.close();
    await dropTopics(options);
  });

  it('parks the largest message that the brokers take, too: its copy, which says why, may be larger', async () => {
    const options = kafkaOptions();
    await createTopics(options);
    const log = KafkaFactLog.open(options);
    const documents = new MemoryDocuments();
    const large = (bytes: number): OutgoingMessage => ({ ...sent(missing(uuid(1), 1)), value: '"'.repeat(bytes) });
    const fits = (bytes: number): Promise<boolean> => log.publish([large(bytes)]).then(() => true, () => false);
    for (let bytes = LARGEST.message; !(await fits(bytes)); bytes -= 50);
    const consumer = new Consumer({ log, documents, group: 'notes', topics: [TOPIC], handlers: new Notebook(documents) });
    consumer.start();
    await eventually(async () => await consumer.parked(uuid(1)) || consumer.problem() !== undefined, A_WHILE);
    await consumer.stop();
    const copies = await log.ends(deadTopicOf(TOPIC));
    expect([await consumer.parked(uuid(1)), copies.reduce((sum, end) => sum + end)]).toEqual([true, 1]);
    await log.close();
    await dropTopics(options);
  });

  it('finds each key where every other log has it', async () => {
    const options = kafkaOptions();
    await createTopics(options);
    await createTopics(options);
    const log = KafkaFactLog.open(options);
    const keys = upTo(40).map(uuid);
    await log.publish(keys.map((key) => sent(missing(key, 1))));
    const ends = await log.ends(TOPIC);
    const found = await Promise.all(ends.map((_, partition) => log.read(TOPIC, partition, 0, 100)));
    expect(found.flat().map(({ key }) => key).sort()).toEqual(keys.sort());
    await log.close();
  });
});
