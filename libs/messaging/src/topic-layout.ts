import { heartbeatTopicOf, topics, type TopicContract } from '#contracts';

/** `passing`: only the newest messages matter, memory is enough. */
export type TopicLayout = { readonly partitions: number; readonly passing: boolean };
export type TopicLayouts = ReadonlyMap<string, TopicLayout>;

export const deadTopicOf = (topic: string): string => `${topic}.dead`;

/** Every topic of the contract, with its `.dead` and the heartbeats of its owner. */
export const layoutsOf = (contracts: readonly TopicContract[] = topics): TopicLayouts => {
  const layouts = new Map<string, TopicLayout>();
  for (const { topic, owner, partitions } of contracts) {
    layouts.set(topic, { partitions, passing: false });
    layouts.set(deadTopicOf(topic), { partitions, passing: false });
    layouts.set(heartbeatTopicOf(owner), { partitions: 1, passing: true });
  }
  return layouts;
};
