import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import type { Subscription } from '#kernel';
import { OffsetBeyondEnd, type FactLog, type Following } from './fact-log.js';
import { RETRY } from './kafka-client.js';
import { fromKafka } from './kafka-messages.js';
import type { Message, MessageBatch } from './message.js';
import { pagesOf } from './pages.js';

export type Membership = Following & {
  readonly group: string;
  /** By the name a topic has on the brokers, its own. */
  readonly names: ReadonlyMap<string, string>;
};

const HEARTBEAT_MILLIS = 1_000;
const SESSION_MILLIS = 10_000;

/**
 * One member of a consumer group: reads the partitions that the brokers give it, each from where the effects of the whole
 * group say. Nothing is ever committed to the brokers, which kafkajs does for partitions it has lost (tulios/kafkajs#1046,
 * #1097): the documents of the group hold the only position.
 */
export class KafkaMember implements Subscription {
  readonly done: Promise<void>;
  private readonly consumer: Consumer;
  private readonly over = Promise.withResolvers<undefined>();
  /** Where each partition in hand stands; empty between the loss of partitions and the first word on the new ones. */
  private cursors = new Map<string, number>();
  private inHand: Promise<void> = Promise.resolve();
  private ended = false;

  constructor(
    kafka: Kafka,
    private readonly log: Pick<FactLog, 'ends'>,
    private readonly membership: Membership,
    private readonly handle: (batch: MessageBatch) => Promise<void>,
    left: () => void,
  ) {
    this.consumer = kafka.consumer({
      groupId: membership.group, allowAutoTopicCreation: false, sessionTimeout: SESSION_MILLIS, heartbeatInterval: HEARTBEAT_MILLIS,
      // A fetch that finds nothing delays a rebalance and a disconnect by as much: 5 s unless told.
      maxWaitTimeInMs: 200, maxBytes: 4 * 1_048_576, retry: { ...RETRY, restartOnFailure: async () => false },
    });
    this.consumer.on('consumer.group_join', ({ payload }) => { this.given(payload.memberAssignment); });
    this.consumer.on('consumer.crash', ({ payload }) => { this.fail(payload.error); });
    this.over.promise.catch(() => undefined);
    this.done = this.run().finally(left);
    this.done.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.ended = true;
    this.over.resolve(undefined);
    await this.done.catch(() => undefined);
  }

  private async run(): Promise<void> {
    try {
      await this.consumer.connect();
      await this.consumer.subscribe({ topics: [...this.membership.names.keys()], fromBeginning: true });
      await this.consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: (payload) => this.take(payload) });
      await this.over.promise;
    } finally {
      await this.consumer.disconnect().catch(() => undefined);
    }
  }

  /** Called before the first fetch of an assignment: nothing is fetched until it is known from where. */
  private given(assignment: Readonly<Record<string, readonly number[]>>): void {
    const cursors = this.cursors = new Map<string, number>();
    const places = Object.entries(assignment).map(([topic, partitions]) => ({ topic, partitions: [...partitions] }));
    this.consumer.pause(places);
    this.begin(places, cursors).catch((error: unknown) => { this.fail(error); });
  }

  private async begin(places: readonly { readonly topic: string; readonly partitions: readonly number[] }[], cursors: Map<string, number>): Promise<void> {
    await this.inHand;
    for (const { topic, partitions } of places) {
      const own = this.ownName(topic);
      const offsets = await Promise.all(partitions.map((partition) => this.membership.from(own, partition)));
      // Asked after the positions, which the former owner may still have moved.
      const ends = await this.log.ends(own);
      if (this.cursors !== cursors || this.ended) return;
      for (const [index, partition] of partitions.entries()) {
        const [offset = 0, end = 0] = [offsets[index], ends[partition]];
        if (offset > end) throw new OffsetBeyondEnd(own, partition, offset, end);
        cursors.set(placeOf(topic, partition), offset);
        this.consumer.seek({ topic, partition, offset: String(offset) });
      }
      this.consumer.resume([{ topic, partitions: [...partitions] }]);
    }
  }

  private async take(payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages, highWatermark } = payload.batch;
    const { cursors } = this;
    const cursor = cursors.get(placeOf(topic, partition));
    if (cursor === undefined) return;
    const received = messages.map((message) => fromKafka(this.ownName(topic), partition, message));
    if (received.some(({ offset }) => offset < cursor)) {
      // kafkajs begins anew at the oldest message when an offset is beyond the end.
      this.fail(new OffsetBeyondEnd(this.ownName(topic), partition, cursor, Number(highWatermark)));
      return;
    }
    for (const page of pagesOf(received, this.membership.limit)) {
      if (this.ended || this.cursors !== cursors || !payload.isRunning() || payload.isStale()) return;
      await this.handOver(page, () => payload.heartbeat());
      const last = page.at(-1);
      if (this.isOver() || !last) return;
      cursors.set(placeOf(topic, partition), last.offset + 1);
      payload.resolveOffset(String(last.offset));
      await payload.heartbeat();
    }
  }

  /** Keeps the membership alive while a handler takes its time; what a handler throws ends the subscription. */
  private async handOver(messages: readonly Message[], heartbeat: () => Promise<void>): Promise<void> {
    const [first] = messages;
    if (!first) return;
    const beating = setInterval(() => { heartbeat().catch(() => undefined); }, HEARTBEAT_MILLIS);
    this.inHand = this.handle({ topic: first.topic, partition: first.partition, messages })
      .catch((error: unknown) => { this.fail(error); })
      .finally(() => { clearInterval(beating); });
    await this.inHand;
  }

  private isOver(): boolean {
    return this.ended;
  }

  private ownName(topic: string): string {
    return this.membership.names.get(topic) ?? topic;
  }

  private fail(error: unknown): void {
    this.ended = true;
    this.over.reject(error);
  }
}

const placeOf = (topic: string, partition: number): string => `${topic}/${String(partition)}`;
