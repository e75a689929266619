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
const PARTITIONS_AT_ONCE = 12;
/** A fetch that finds nothing delays a rebalance and a disconnect by as much: 5 s unless told. */
const WAIT_MILLIS = 200;
/** kafkajs fetches again when all that it fetched was handled: what takes longer goes on aside, its partition paused. */
const MOMENT_MILLIS = WAIT_MILLIS;

/**
 * One member of a consumer group: reads the partitions that the brokers give it, each from where the effects of the whole
 * group say, each for itself: one whose handler takes its time is paused until it is done. Nothing is ever committed to the
 * brokers, which kafkajs does for partitions it has lost (tulios/kafkajs#1046, #1097): the documents of the group hold the
 * only position.
 */
export class KafkaMember implements Subscription {
  readonly done: Promise<void>;
  private readonly consumer: Consumer;
  private readonly over = Promise.withResolvers<undefined>();
  /** Where each partition in hand stands; empty between the loss of partitions and the first word on the new ones. */
  private cursors = new Map<string, number>();
  private readonly inHand = new Map<string, Promise<void>>();
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
      maxWaitTimeInMs: WAIT_MILLIS, maxBytes: 4 * 1_048_576, retry: { ...RETRY, restartOnFailure: async () => false },
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
      await this.consumer.run({
        autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: PARTITIONS_AT_ONCE, eachBatch: (payload) => this.take(payload),
      });
      await this.over.promise;
    } finally {
      await this.consumer.disconnect().catch(() => undefined);
      await Promise.all(this.inHand.values());
    }
  }

  /** Called before the first fetch of an assignment: nothing is fetched until it is known from where. */
  private given(assignment: Readonly<Record<string, readonly number[]>>): void {
    const cursors = this.cursors = new Map<string, number>();
    const topics = Object.entries(assignment).map(([topic, partitions]) => ({ topic, partitions: [...partitions] }));
    this.consumer.pause(topics);
    for (const { topic, partitions } of topics) {
      for (const partition of partitions) this.begin(topic, partition, cursors).catch((error: unknown) => { this.fail(error); });
    }
  }

  private async begin(topic: string, partition: number, cursors: Map<string, number>): Promise<void> {
    const own = this.ownName(topic);
    await this.inHand.get(placeOf(topic, partition));
    const offset = await this.membership.from(own, partition);
    // Asked after the position, which the former owner may still have moved.
    const end = (await this.log.ends(own))[partition] ?? 0;
    if (this.cursors !== cursors || this.ended) return;
    if (offset > end) throw new OffsetBeyondEnd(own, partition, offset, end);
    cursors.set(placeOf(topic, partition), offset);
    this.consumer.seek({ topic, partition, offset: String(offset) });
    this.consumer.resume([{ topic, partitions: [partition] }]);
  }

  private async take(payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages, highWatermark } = payload.batch;
    const { cursors } = this;
    const place = placeOf(topic, partition);
    const cursor = cursors.get(place);
    if (this.ended || cursor === undefined || this.inHand.has(place) || !payload.isRunning() || payload.isStale()) return;
    const received = messages.map((message) => fromKafka(this.ownName(topic), partition, message));
    if (received.some(({ offset }) => offset < cursor)) {
      // kafkajs begins anew at the oldest message when an offset is beyond the end.
      this.fail(new OffsetBeyondEnd(this.ownName(topic), partition, cursor, Number(highWatermark)));
      return;
    }
    payload.resolveOffset(payload.batch.lastOffset());
    const handled = this.handOver(place, received, cursors);
    this.inHand.set(place, handled);
    if (await withinAMoment(handled)) return;
    const resume = payload.pause();
    void handled.then(() => { if (this.cursors === cursors) resume(); });
  }

  /** Page by page, as long as the partition is in hand; what a handler throws ends the subscription. */
  private async handOver(place: string, received: readonly Message[], cursors: Map<string, number>): Promise<void> {
    try {
      for (const messages of pagesOf(received, this.membership.limit)) {
        const [first, last] = [messages[0], messages.at(-1)];
        if (this.ended || this.cursors !== cursors || !first || !last) break;
        await this.handle({ topic: first.topic, partition: first.partition, messages });
        cursors.set(place, last.offset + 1);
      }
    } catch (error) {
      this.fail(error);
    }
    this.inHand.delete(place);
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

const withinAMoment = (work: Promise<void>): Promise<boolean> => new Promise((resolve) => {
  const over = setTimeout(() => { resolve(false); }, MOMENT_MILLIS);
  void work.then(() => {
    clearTimeout(over);
    resolve(true);
  });
});
