import { setImmediate as othersRan, setTimeout as pause } from 'node:timers/promises';
import kafkajs, { type Kafka, type Producer } from 'kafkajs';
import { RETRY } from './kafka-client.js';
import { sizeOf, toKafka } from './kafka-messages.js';
import type { OutgoingMessage } from './message.js';

const { KafkaJSProtocolError, KafkaJSSASLAuthenticationError } = kafkajs;
type Waiting = { readonly messages: readonly OutgoingMessage[]; readonly resolve: () => void; readonly reject: (error: unknown) => void };
export type Routing = { readonly nameOf: (topic: string) => string; readonly partitionsOf: (topic: string) => number };

const MOST_BYTES = 1_048_576;
const MOST_MESSAGES = 2_000;
const PATIENCE_MILLIS = 10_000;
const RETRIES = 12;

/** Sends one batch after the other, each made of everything that waits: order is that of the calls, speed that of batches. */
export class KafkaProducer {
  private waiting: Waiting[] = [];
  private sending: Promise<void> | undefined;
  private producer: Producer | undefined;

  constructor(private readonly kafka: Kafka, private readonly routing: Routing) {}

  /** Resolves once every replica in sync has the messages; rejects when the brokers were away too long. */
  publish(messages: readonly OutgoingMessage[]): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      this.waiting.push({ messages, resolve, reject });
      this.sending ??= this.drain();
    });
  }

  async close(): Promise<void> {
    await this.sending;
    await this.forget();
  }

  private async drain(): Promise<void> {
    await othersRan();
    while (this.waiting.length > 0) await this.settle(this.next());
    this.sending = undefined;
  }

  /** As many calls as fit into one request, one at least. */
  private next(): readonly Waiting[] {
    let size = 0;
    const fitting = this.waiting.findIndex(({ messages }) => (size += messages.length) > MOST_MESSAGES);
    return this.waiting.splice(0, fitting === -1 ? this.waiting.length : Math.max(1, fitting));
  }

  private async settle(turn: readonly Waiting[]): Promise<void> {
    try {
      for (const batch of batchesOf(turn.flatMap(({ messages }) => messages))) await this.send(batch);
      for (const { resolve } of turn) resolve();
    } catch (error) {
      // What was tried may have been written under these numbers: another batch with the same ones would pass for a repetition
      // and be lost. A new producer counts anew.
      await this.forget();
      for (const { reject } of turn) reject(error);
    }
  }

  private async send(batch: readonly OutgoingMessage[]): Promise<void> {
    const { nameOf, partitionsOf } = this.routing;
    const producer = this.producer ??= await this.connected();
    await producer.sendBatch({
      acks: -1,
      topicMessages: [...Map.groupBy(batch, ({ topic }) => topic)].map(([topic, messages]) =>
        ({ topic: nameOf(topic), messages: messages.map((message) => toKafka(message, partitionsOf(topic))) })),
    });
  }

  private async connected(): Promise<Producer> {
    for (const deadline = Date.now() + PATIENCE_MILLIS; ;) {
      const producer = this.kafka.producer({
        // Topics are made from the contract alone: left to itself, the client makes them.
        idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, retry: { ...RETRY, retries: RETRIES },
      });
      try {
        await producer.connect();
        return producer;
      } catch (error) {
        await producer.disconnect().catch(() => undefined);
        if (isRefusal(error) || Date.now() > deadline) throw error;
        await pause(RETRY.maxRetryTime);
      }
    }
  }

  private async forget(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.disconnect().catch(() => undefined);
  }
}

/** The brokers know who asks, or want to, and say no: waiting a moment will not help. */
const isRefusal = (error: unknown): boolean =>
  error instanceof KafkaJSSASLAuthenticationError || (error instanceof KafkaJSProtocolError && error.type.endsWith('AUTHORIZATION_FAILED'));

/** Cut where the brokers would refuse a batch for its size; a message too large for all stands alone. */
const batchesOf = (messages: readonly OutgoingMessage[]): readonly (readonly OutgoingMessage[])[] => {
  const batches: OutgoingMessage[][] = [];
  let room = 0;
  for (const message of messages) {
    const size = sizeOf(message);
    if (size > room || (batches.at(-1)?.length ?? MOST_MESSAGES) >= MOST_MESSAGES) {
      batches.push([]);
      room = MOST_BYTES;
    }
    batches.at(-1)?.push(message);
    room -= size;
  }
  return batches;
};
