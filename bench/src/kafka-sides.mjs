import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { Consumer } from '../../dist/libs/messaging/src/consumer.js';
import { Publisher } from '../../dist/libs/messaging/src/publisher.js';
import { KafkaFactLog } from '../../dist/libs/messaging/src/kafka.js';
import { managerMissing, published } from '../../dist/libs/messaging/src/testing/events.js';
import { PUBLIC_URL, TOPIC, uuid } from '../../dist/libs/messaging/src/testing/facts.js';

export { TOPIC };
export const clientOf = ({ brokers }) => new Kafka({ brokers, logLevel: logLevel.NOTHING });
/** Each event in the stream of an authority: streams begin at version 1 and have no gap. */
export const eventOf = (authority) => ({ stream: `authority-${uuid(authority)}`, event: managerMissing() });

/** The way of a fact: appended, published, consumed, its effect and position committed. */
export class OurWay {
  constructor(options, store, documents) {
    this.store = store;
    this.log = KafkaFactLog.open(options);
    const commit = documents.commit.bind(documents);
    documents.commit = async (...args) => { await commit(...args); this.committed?.(); };
    this.publisher = new Publisher({ service: 'access-delegation', store, log: this.log, documents, publication: published, publicUrl: PUBLIC_URL, heartbeatMillis: 60_000 });
    this.consumer = new Consumer({ log: this.log, documents, group: `bench-${randomUUID()}`, topics: [TOPIC], handlers: { handles: () => true, handle: async () => { this.handled = true; } } });
    this.publisher.start();
    this.consumer.start();
  }

  /** Milliseconds from the append to the commit of the effect. */
  async once(authority) {
    const { stream, event } = eventOf(authority);
    this.handled = false;
    const effect = new Promise((resolve) => { this.committed = () => { if (this.handled) resolve(); }; });
    const start = performance.now();
    await this.store.append(stream, [event], (await this.store.read(stream, { backwards: true, limit: 1 }))[0]?.version ?? 0);
    await effect;
    return performance.now() - start;
  }

  async close() {
    await this.publisher.stop();
    await this.consumer.stop();
    await this.log.close();
  }
}

/** The client alone, as its documentation has it: one producer, one consumer, all replicas acknowledge. */
export class RawWay {
  static async open(options) {
    const way = new RawWay();
    const kafka = clientOf(options);
    way.topic = `${options.prefix}${TOPIC}`;
    way.producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false });
    way.consumer = kafka.consumer({ groupId: `raw-${randomUUID()}`, allowAutoTopicCreation: false });
    await way.producer.connect();
    await way.consumer.connect();
    await way.consumer.subscribe({ topics: [way.topic], fromBeginning: true });
    await way.consumer.run({ autoCommit: false, eachBatch: async ({ batch }) => { for (const { key } of batch.messages) way.seen?.(key.toString()); } });
    return way;
  }

  /** Milliseconds from the send to the arrival. */
  async once(message) {
    const key = randomUUID();
    const arrived = new Promise((resolve) => { this.seen = (seen) => { if (seen === key) resolve(); }; });
    const start = performance.now();
    await this.producer.send({ topic: this.topic, acks: -1, messages: [{ ...message, key }] });
    await arrived;
    return performance.now() - start;
  }

  async close() {
    await this.consumer.disconnect();
    await this.producer.disconnect();
  }
}
