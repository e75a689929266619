import { setTimeout as pause } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import Cluster from 'kafkajs/src/cluster/index.js';
import socketFactory from 'kafkajs/src/network/socketFactory.js';
import { LogClosed } from './fact-log.js';
import { clientOf, connectionOf, nameOf, type KafkaOptions } from './kafka-client.js';
import { fromKafka } from './kafka-messages.js';
import type { MessageBatch } from './message.js';
import type { TopicLayouts } from './topic-layout.js';

export type Place = { readonly topic: string; readonly partition: number; readonly offset: number };
export type Fetched = MessageBatch & { readonly end: number };

const READ_COMMITTED = 1;
const MEBIBYTE = 1_048_576;
const METADATA_MILLIS = 300_000;
const PAUSES_MILLIS = [50, 100, 200, 400];

/**
 * Fetches from partitions that the caller chooses, which kafkajs offers inside only: its consumers always belong to a
 * group, with a join of seconds, a record of the group on the brokers, and a reset to the oldest message where an offset
 * is out of range. One connection per reader, since a broker answers the requests of a connection in turn.
 */
export class KafkaReader {
  private readonly kafka: Kafka;
  private cluster: Promise<Cluster> | undefined;
  private closed = false;

  constructor(private readonly options: KafkaOptions, private readonly layouts: TopicLayouts) {
    this.kafka = clientOf(options);
  }

  /** What stands at these places, by partition; waits so long when there is nothing. */
  async fetch(places: readonly Place[], waitMillis: number): Promise<readonly Fetched[]> {
    return this.healed(async (cluster) => {
      await cluster.addMultipleTargetTopics([...new Set(places.map(({ topic }) => this.nameOf(topic)))]);
      await cluster.refreshMetadataIfNecessary();
      const fetched = await Promise.all([...this.byLeader(cluster, places)].map(([nodeId, led]) => this.ask(cluster, nodeId, led, waitMillis)));
      return fetched.flat();
    });
  }

  async ends(topic: string): Promise<readonly number[]> {
    return this.bounds(topic, false);
  }

  /** By partition, the offset of the oldest message still kept. */
  async starts(topic: string): Promise<readonly number[]> {
    return this.bounds(topic, true);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.forget(this.cluster);
  }

  private async bounds(topic: string, fromBeginning: boolean): Promise<readonly number[]> {
    const partitions = Array.from({ length: this.layouts.get(topic)?.partitions ?? 0 }, (_, partition) => ({ partition }));
    return this.healed(async (cluster) => {
      await cluster.addMultipleTargetTopics([this.nameOf(topic)]);
      await cluster.refreshMetadataIfNecessary();
      const [answer] = await cluster.fetchTopicsOffset([{ topic: this.nameOf(topic), partitions, fromBeginning }]);
      const offsets = new Map(answer?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
      return partitions.map(({ partition }) => {
        const offset = offsets.get(partition);
        if (offset === undefined) throw new PartitionMissing(this.nameOf(topic), partition);
        return offset;
      });
    });
  }

  /** A partition may change its leader, a broker its connection: then it is tried again with new metadata. */
  private async healed<Result>(work: (cluster: Cluster) => Promise<Result>): Promise<Result> {
    for (const millis of PAUSES_MILLIS) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (this.closed || isOutOfRange(error)) throw error;
        await pause(millis);
      }
    }
    return this.attempt(work);
  }

  private async attempt<Result>(work: (cluster: Cluster) => Promise<Result>): Promise<Result> {
    // A question in hand while the reader is closed would open a connection that nobody closes.
    if (this.closed) throw new LogClosed();
    const cluster = this.cluster ??= this.connected();
    try {
      return await work(await cluster);
    } catch (error) {
      if (!isOutOfRange(error)) await this.forget(cluster);
      throw error;
    }
  }

  private async connected(): Promise<Cluster> {
    const cluster = new Cluster({
      ...connectionOf(this.options), logger: this.kafka.logger(), socketFactory: socketFactory(), metadataMaxAge: METADATA_MILLIS,
      allowAutoTopicCreation: false, maxInFlightRequests: null, isolationLevel: READ_COMMITTED,
    });
    await cluster.connect();
    return cluster;
  }

  private async forget(cluster: Promise<Cluster> | undefined): Promise<void> {
    if (this.cluster === cluster) this.cluster = undefined;
    await cluster?.then((known) => known.disconnect()).catch(() => undefined);
  }

  private byLeader(cluster: Cluster, places: readonly Place[]): ReadonlyMap<string, readonly Place[]> {
    const led = new Map<string, Place[]>();
    for (const place of places) {
      const [leader] = Object.keys(cluster.findLeaderForPartitions(this.nameOf(place.topic), [place.partition]));
      if (leader === undefined) throw new PartitionMissing(this.nameOf(place.topic), place.partition);
      led.set(leader, [...(led.get(leader) ?? []), place]);
    }
    return led;
  }

  private async ask(cluster: Cluster, nodeId: string, places: readonly Place[], waitMillis: number): Promise<readonly Fetched[]> {
    const broker = await cluster.findBroker({ nodeId });
    const { responses } = await broker.fetch({
      maxWaitTime: waitMillis, minBytes: 1, maxBytes: 4 * MEBIBYTE, isolationLevel: READ_COMMITTED,
      topics: [...Map.groupBy(places, ({ topic }) => topic)].map(([topic, wanted]) => ({
        topic: this.nameOf(topic),
        partitions: wanted.map(({ partition, offset }) => ({ partition, fetchOffset: String(offset), maxBytes: MEBIBYTE })),
      })),
    });
    const asked = new Map(places.map((place) => [`${this.nameOf(place.topic)}/${String(place.partition)}`, place]));
    return responses.flatMap(({ topicName, partitions }) => partitions.flatMap(({ partition, highWatermark, messages }) => {
      const place = asked.get(`${topicName}/${String(partition)}`);
      if (!place) return [];
      // A broker sends whole batches of its log: they may begin before the offset that was asked for.
      const wanted = messages.map((message) => fromKafka(place.topic, partition, message)).filter(({ offset }) => offset >= place.offset);
      return [{ topic: place.topic, partition, messages: wanted, end: Number(highWatermark) }];
    }));
  }

  private nameOf(topic: string): string {
    return nameOf(this.options, topic);
  }
}

/** An offset that the log does not hold, or no longer. */
export const isOutOfRange = (error: unknown): boolean => error instanceof Error && error.name === 'KafkaJSOffsetOutOfRange';

/** The brokers do not know a partition of the contract: the topics were not made, or made otherwise. */
export class PartitionMissing extends Error {
  override readonly name = 'PartitionMissing';
  constructor(topic: string, partition: number) {
    super(`the brokers know no partition ${String(partition)} of ${topic}`);
  }
}
