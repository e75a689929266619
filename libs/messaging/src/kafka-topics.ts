import { setTimeout as pause } from 'node:timers/promises';
import type { Admin, ITopicConfig } from 'kafkajs';
import { heartbeatTopicOf, LARGEST, topics, type TopicContract } from '#contracts';
import { clientOf, nameOf, type KafkaOptions } from './kafka-client.js';
import { deadTopicOf, layoutsOf } from './topic-layout.js';

export type TopicsOptions = KafkaOptions & {
  /** Copies of each partition; what the brokers have as default when it is not given. */
  readonly replicas?: number;
};

const HOUR_MILLIS = 3_600_000;
const DAY_MILLIS = 24 * HOUR_MILLIS;
const PATIENCE_MILLIS = 30_000;

/** Makes what is missing of the topics of the contract. Repeatable; a step of an installation, with rights no service has. */
export const createTopics = async (options: TopicsOptions, contracts: readonly TopicContract[] = topics): Promise<void> =>
  asAdmin(options, async (admin) => {
    const wanted = topicsOf(options, contracts);
    // What exists is left as it is. The client's own wait for leaders fails while brokers have not yet heard of new topics.
    await admin.createTopics({ topics: [...wanted], waitForLeaders: false });
    for (const topic of wanted) await patiently(() => check(admin, topic));
  });

const check = async (admin: Admin, { topic, numPartitions = 0 }: ITopicConfig): Promise<void> => {
  const partitions = await admin.fetchTopicOffsets(topic);
  if (partitions.length !== numPartitions) throw new TopicCutOtherwise(topic, partitions.length, numPartitions);
};

const patiently = async (work: () => Promise<void>): Promise<void> => {
  for (const deadline = Date.now() + PATIENCE_MILLIS; ;) {
    try {
      await work();
      return;
    } catch (error) {
      if (Date.now() > deadline || error instanceof TopicCutOtherwise) throw error;
      await pause(50);
    }
  }
};

/** Drops them with all they hold: for what was made to be thrown away. */
export const dropTopics = async (options: KafkaOptions, contracts: readonly TopicContract[] = topics): Promise<void> =>
  asAdmin(options, (admin) => admin.deleteTopics({ topics: topicsOf(options, contracts).map(({ topic }) => topic) }));

const topicsOf = (options: TopicsOptions, contracts: readonly TopicContract[]): readonly ITopicConfig[] =>
  [...layoutsOf(contracts)].map(([topic, { partitions }]) => ({
    topic: nameOf(options, topic), numPartitions: partitions,
    ...(options.replicas === undefined ? {} : { replicationFactor: options.replicas }),
    configEntries: Object.entries(settingsOf(topic, contracts, options.replicas)).map(([name, value]) => ({ name, value: String(value) })),
  }));

const settingsOf = (topic: string, contracts: readonly TopicContract[], replicas = 1): Readonly<Record<string, string | number>> => ({
  'cleanup.policy': 'delete', 'max.message.bytes': isDead(topic, contracts) ? LARGEST.deadCopy : LARGEST.message, 'retention.ms': retentionMillis(topic, contracts),
  ...(replicas > 2 ? { 'min.insync.replicas': 2 } : {}),
  // Only closed segments are ever dropped.
  ...(isHeartbeat(topic, contracts) ? { 'segment.ms': HOUR_MILLIS / 4 } : {}),
});

const retentionMillis = (topic: string, contracts: readonly TopicContract[]): number => {
  if (isHeartbeat(topic, contracts)) return HOUR_MILLIS;
  const days = contracts.find((contract) => topic === contract.topic || topic === deadTopicOf(contract.topic))?.retentionDays;
  return days == null ? -1 : days * DAY_MILLIS;
};

const isHeartbeat = (topic: string, contracts: readonly TopicContract[]): boolean =>
  contracts.some(({ owner }) => topic === heartbeatTopicOf(owner));

const isDead = (topic: string, contracts: readonly TopicContract[]): boolean => contracts.some((contract) => topic === deadTopicOf(contract.topic));

const asAdmin = async (options: KafkaOptions, work: (admin: Admin) => Promise<void>): Promise<void> => {
  const admin = clientOf(options).admin();
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.disconnect();
  }
};

/** A topic has another number of partitions than the contract: keys would stand elsewhere than everybody expects. */
export class TopicCutOtherwise extends Error {
  override readonly name = 'TopicCutOtherwise';
  constructor(topic: string, found: number, expected: number) {
    super(`${topic} has ${String(found)} partitions, the contract says ${String(expected)}`);
  }
}
