import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { provideKafka } from '../../tools/engines/kafka.mjs';
import { provideMongo } from '../../tools/engines/mongodb.mjs';
import { SystemClock } from '../../dist/libs/kernel/src/index.js';
import { MemoryEventStore } from '../../dist/libs/event-store/src/memory.js';
import { createTopics, dropTopics, KafkaFactLog } from '../../dist/libs/messaging/src/kafka.js';
import { toKafka } from '../../dist/libs/messaging/src/kafka-messages.js';
import { Publisher } from '../../dist/libs/messaging/src/publisher.js';
import { published } from '../../dist/libs/messaging/src/testing/events.js';
import { missing, PUBLIC_URL, sent, uuid } from '../../dist/libs/messaging/src/testing/facts.js';
import { MemoryDocuments } from '../../dist/libs/persistence/src/memory.js';
import { MongooseDocuments } from '../../dist/libs/persistence/src/mongoose.js';
import { clientOf, eventOf, OurWay, RawWay, TOPIC } from './kafka-sides.mjs';
import { interleaved, median, printFigures, printRatio } from './rounds.mjs';
import { Side } from './side.mjs';

const AUTHORITIES = 261;
const PUBLISHED = 50_000;
const PARTITIONS = 12;

/** On topics of its own. */
const onTopics = async (brokers, work) => {
  const options = { brokers, clientId: 'bench', prefix: `bench-${randomUUID().slice(0, 8)}.` };
  await createTopics(options);
  try {
    return await work(options);
  } finally {
    await dropTopics(options);
  }
};

/** Effects in memory compare the ways; those in MongoDB say what its commits add. */
const latency = (brokers, mongo, rounds) => onTopics(brokers, (first) => onTopics(brokers, (second) => onTopics(brokers, async (third) => {
  const inMongo = await MongooseDocuments.open({ url: mongo, database: `bench-${randomUUID()}` });
  const wayOf = (options, documents) => new OurWay(options, new MemoryEventStore(new SystemClock()), documents);
  const ways = { memory: wayOf(first, new MemoryDocuments()), mongo: wayOf(second, inMongo), raw: await RawWay.open(third) };
  const message = toKafka(sent(missing(uuid(1), 1)), PARTITIONS);
  const sides = { 'append → effect': (at) => ways.memory.once(at), 'append → effect in MongoDB': (at) => ways.mongo.once(at), 'produce → fetch': () => ways.raw.once(message) };
  const hundred = async (once) => median(await Array.fromAsync({ length: 100 }, (_, at) => once(at)));
  try {
    for (const once of Object.values(sides)) await hundred(once);
    const results = await interleaved(rounds, Object.fromEntries(Object.entries(sides).map(([name, once]) => [name, () => hundred(once)])));
    printFigures('one fact at a time, milliseconds, medians of 100', results, 2);
    printRatio('ratio to the bare client', results['append → effect'], results['produce → fetch'], '≤ 1.5');
    printRatio('the same with effects in MongoDB', results['append → effect in MongoDB'], results['produce → fetch']);
  } finally {
    await Promise.all(Object.values(ways).map((way) => way.close()));
    await inMongo.close();
  }
})));

const publishing = async (brokers, rounds) => {
  const store = new MemoryEventStore(new SystemClock());
  const events = Array.from({ length: PUBLISHED }, (_, at) => eventOf(at % AUTHORITIES));
  for (const [stream, own] of Map.groupBy(events, (one) => one.stream)) await store.append(stream, own.map(({ event }) => event), 0);
  const stored = await Array.fromAsync([...new Set(events.map(({ stream }) => stream))], (stream) => store.read(stream, { limit: PUBLISHED }));
  const messages = stored.flat().map((one) => toKafka(sent(published(one)), PARTITIONS));
  const count = async (options) => {
    const log = KafkaFactLog.open(options);
    const ends = await log.ends(TOPIC);
    await log.close();
    return ends.reduce((sum, end) => sum + end, 0);
  };
  const rate = (work) => onTopics(brokers, async (options) => {
    const took = await work(options);
    assert.equal(await count(options), PUBLISHED);
    return PUBLISHED / took * 1000;
  });
  const ours = async (options) => {
    const log = KafkaFactLog.open(options);
    const publisher = new Publisher({ service: 'access-delegation', store, log, documents: new MemoryDocuments(), publication: published, publicUrl: PUBLIC_URL, heartbeatMillis: 60_000 });
    const start = performance.now();
    publisher.start();
    await publisher.caughtUp();
    const took = performance.now() - start;
    await publisher.stop();
    await log.close();
    return took;
  };
  const raw = async (options) => {
    const producer = clientOf(options).producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    const start = performance.now();
    await producer.connect();
    for (let from = 0; from < messages.length; from += 1_000) {
      await producer.sendBatch({ acks: -1, topicMessages: [{ topic: `${options.prefix}${TOPIC}`, messages: messages.slice(from, from + 1_000) }] });
    }
    const took = performance.now() - start;
    await producer.disconnect();
    return took;
  };
  const results = await interleaved(rounds, { 'store → topic': () => rate(ours), 'batches of the bare client': () => rate(raw) });
  printFigures(`${PUBLISHED.toLocaleString('en')} events published, events per second`, results);
  printRatio('ratio to the bare client', results['store → topic'], results['batches of the bare client'], '≥ 0.5');
};

/** A topic as long as `facts`, read by a feed that begins, in a process of its own. */
const beginning = (brokers, facts) => onTopics(brokers, async (options) => {
  const producer = clientOf(options).producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
  await producer.connect();
  for (let from = 0; from < facts; from += 1_000) {
    const messages = Array.from({ length: 1_000 }, (_, at) => toKafka(sent(missing(uuid((from + at) % AUTHORITIES), 1 + Math.floor((from + at) / AUTHORITIES))), PARTITIONS));
    await producer.sendBatch({ acks: -1, topicMessages: [{ topic: `${options.prefix}${TOPIC}`, messages }] });
  }
  await producer.disconnect();
  for (const kind of ['feed', 'client']) {
    const side = new Side('feed.side.mjs', [kind, JSON.stringify(options), String(facts)]);
    const { perSecond, megabytes } = await side.ask();
    console.log(`${facts.toLocaleString('en')} facts into a new ${kind.padEnd(6)}  ${Math.round(perSecond).toLocaleString('en')} per second; memory after each tenth: ${megabytes.join(' ')} MB`);
    await side.stop();
  }
});

export const run = async ({ rounds, facts }) => {
  const [kafka, mongo] = await Promise.all([provideKafka(), provideMongo()]);
  try {
    await latency(kafka.brokers, mongo.url, rounds);
    await publishing(kafka.brokers, rounds);
    await beginning(kafka.brokers, facts);
  } finally {
    await kafka.stop();
    await mongo.stop();
  }
};
