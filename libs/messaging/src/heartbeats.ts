import { heartbeatTopicOf, heartbeatValidator, topics as contracts, type Heartbeat } from '#contracts';
import { UnknownTopic } from './fact-log.js';
import type { OutgoingMessage } from './message.js';

export const heartbeatMessage = (service: string, heartbeat: Heartbeat): OutgoingMessage =>
  ({ topic: heartbeatTopicOf(service), key: service, headers: { 'content-type': 'application/json' }, value: JSON.stringify(heartbeat) });

/** The heartbeat in a message; undefined when it is none. */
export const heartbeatIn = (value: string): Heartbeat | undefined => {
  try {
    const json: unknown = JSON.parse(value);
    return heartbeatValidator.Check(json) ? json : undefined;
  } catch {
    return undefined;
  }
};

/** Which services write these topics. @throws UnknownTopic for one that the contract does not list. */
export const servicesOf = (topics: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const services = new Map<string, readonly string[]>();
  for (const topic of topics) {
    const owner = contracts.find((contract) => contract.topic === topic)?.owner;
    if (owner === undefined) throw new UnknownTopic(topic);
    services.set(owner, [...(services.get(owner) ?? []), topic]);
  }
  return services;
};
