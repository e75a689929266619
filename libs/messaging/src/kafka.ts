import type { Kafka } from 'kafkajs';
import type { Subscription } from '#kernel';
import { FactLog, LogClosed, UnknownTopic, type Following } from './fact-log.js';
import { clientOf, nameOf, type KafkaOptions } from './kafka-client.js';
import { KafkaFollower } from './kafka-follower.js';
import { KafkaMember } from './kafka-member.js';
import { KafkaProducer } from './kafka-producer.js';
import { KafkaReader } from './kafka-reader.js';
import type { Message, MessageBatch, OutgoingMessage } from './message.js';
import { layoutsOf, type TopicLayouts } from './topic-layout.js';

export type { KafkaOptions } from './kafka-client.js';
export { createTopics, dropTopics, TopicCutOtherwise, type TopicsOptions } from './kafka-topics.js';

/** The topics of Kafka, as `createTopics` made them. Nothing is connected before it is used, so that brokers may come later. */
export class KafkaFactLog extends FactLog {
  private readonly kafka: Kafka;
  private readonly producer: KafkaProducer;
  private readonly reader: KafkaReader;
  private readonly followers = new Set<Subscription>();
  private closed = false;

  private constructor(private readonly options: KafkaOptions, private readonly layouts: TopicLayouts) {
    super();
    this.kafka = clientOf(options);
    this.reader = new KafkaReader(options, layouts);
    this.producer = new KafkaProducer(this.kafka, { nameOf: (topic) => this.nameOf(topic), partitionsOf: (topic) => this.partitionsOf(topic) });
  }

  static open(options: KafkaOptions, layouts: TopicLayouts = layoutsOf()): KafkaFactLog {
    return new KafkaFactLog(options, layouts);
  }

  async publish(messages: readonly OutgoingMessage[]): Promise<void> {
    for (const { topic } of messages) this.partitionsOf(topic);
    if (this.closed) throw new LogClosed();
    await this.producer.publish(messages);
  }

  async read(topic: string, partition: number, offset: number, limit: number): Promise<readonly Message[]> {
    const start = (await this.reader.starts(topic))[partition] ?? 0;
    const found: Message[] = [];
    let end = Infinity;
    for (let next = Math.max(offset, start); next < end && found.length < limit;) {
      const [fetched] = await this.reader.fetch([{ topic, partition, offset: next }], 0);
      found.push(...fetched?.messages ?? []);
      next = (found.at(-1)?.offset ?? next - 1) + 1;
      end = fetched?.end ?? next;
    }
    return found.slice(0, limit);
  }

  async ends(topic: string): Promise<readonly number[]> {
    this.partitionsOf(topic);
    return this.reader.ends(topic);
  }

  follow(following: Following, handle: (batch: MessageBatch) => Promise<void>): Subscription {
    if (this.closed) throw new LogClosed();
    for (const topic of following.topics) this.partitionsOf(topic);
    const left = (): void => { this.followers.delete(follower); };
    const follower: Subscription = following.group === undefined ? this.readAll(following, handle, left) : this.join(following.group, following, handle, left);
    this.followers.add(follower);
    return follower;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.followers].map((follower) => follower.stop()));
    await this.producer.close();
    await this.reader.close();
  }

  private readAll(following: Following, handle: (batch: MessageBatch) => Promise<void>, left: () => void): Subscription {
    return new KafkaFollower(new KafkaReader(this.options, this.layouts), following, (topic) => this.partitionsOf(topic), handle, left);
  }

  private join(group: string, following: Following, handle: (batch: MessageBatch) => Promise<void>, left: () => void): Subscription {
    const names = new Map(following.topics.map((topic) => [this.nameOf(topic), topic]));
    return new KafkaMember(this.kafka, this, { ...following, group: nameOf(this.options, group), names }, handle, left);
  }

  private nameOf(topic: string): string {
    return nameOf(this.options, topic);
  }

  private partitionsOf(topic: string): number {
    const layout = this.layouts.get(topic);
    if (!layout) throw new UnknownTopic(topic);
    return layout.partitions;
  }
}
