import type { Subscription } from '#kernel';
import { EmbeddedFollower } from './embedded-follower.js';
import { FactLog, GroupTaken, LogClosed, UnknownTopic, type Following } from './fact-log.js';
import { MemoryMessages } from './memory-messages.js';
import type { Message, MessageBatch, OutgoingMessage } from './message.js';
import type { MessageStore } from './message-store.js';
import { partitionOf } from './partitioner.js';
import type { TopicLayouts } from './topic-layout.js';

type Waiting = { readonly messages: readonly OutgoingMessage[]; readonly resolve: () => void; readonly reject: (error: unknown) => void };

const PASSING_KEPT = 3_600;

/** The log of one process: everything published in one turn of the event loop is one write, and who follows is told. */
export class EmbeddedFactLog extends FactLog {
  private readonly passing = new MemoryMessages(PASSING_KEPT);
  private readonly offsets: Map<string, readonly number[]>;
  private readonly followers = new Set<EmbeddedFollower>();
  private waiting: Waiting[] = [];
  private closed = false;

  constructor(private readonly kept: MessageStore, private readonly layouts: TopicLayouts) {
    super();
    this.offsets = new Map([...layouts].map(([topic, { partitions }]) =>
      [topic, Array.from({ length: partitions }, (_, partition) => this.storeOf(topic).end(topic, partition))]));
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    for (const { topic } of messages) this.endsOf(topic);
    if (this.closed) throw new LogClosed();
    await new Promise<void>((resolve, reject) => {
      this.waiting.push({ messages, resolve, reject });
      if (this.waiting.length === 1) setImmediate(() => { this.write(); });
    });
  }

  async read(topic: string, partition: number, offset: number, limit: number): Promise<readonly Message[]> {
    return this.storeOf(topic).read(topic, partition, offset, limit);
  }

  async ends(topic: string): Promise<readonly number[]> {
    if (this.closed) throw new LogClosed();
    return this.endsOf(topic);
  }

  follow(following: Following, handle: (batch: MessageBatch) => Promise<void>): Subscription {
    if (this.closed) throw new LogClosed();
    for (const topic of following.topics) this.endsOf(topic);
    const { group } = following;
    if (group !== undefined && [...this.followers].some((other) => other.group === group)) throw new GroupTaken(group);
    const follower = new EmbeddedFollower(this, following, handle, () => { this.followers.delete(follower); });
    this.followers.add(follower);
    return follower;
  }

  /** The ends as they stand, for who follows in this process. */
  endsOf(topic: string): readonly number[] {
    const ends = this.offsets.get(topic);
    if (!ends) throw new UnknownTopic(topic);
    return ends;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.followers].map((follower) => follower.stop()));
    this.write();
    this.kept.close();
  }

  private write(): void {
    const turn = this.waiting;
    this.waiting = [];
    try {
      this.append(turn.flatMap(({ messages }) => messages));
    } catch (error) {
      for (const { reject } of turn) reject(error);
      return;
    }
    for (const { resolve } of turn) resolve();
    for (const follower of this.followers) follower.wake();
  }

  private append(messages: readonly OutgoingMessage[]): void {
    const ends = new Map<string, number[]>();
    const placed = messages.map((message): Message => {
      const topic = ends.get(message.topic) ?? [...this.endsOf(message.topic)];
      ends.set(message.topic, topic);
      const partition = partitionOf(message.key, topic.length);
      const offset = topic[partition] ?? 0;
      topic[partition] = offset + 1;
      return { ...message, partition, offset };
    });
    this.kept.append(placed.filter(({ topic }) => this.storeOf(topic) === this.kept));
    this.passing.append(placed.filter(({ topic }) => this.storeOf(topic) === this.passing));
    for (const [topic, offsets] of ends) this.offsets.set(topic, offsets);
  }

  private storeOf(topic: string): MessageStore {
    return this.layouts.get(topic)?.passing ? this.passing : this.kept;
  }
}
