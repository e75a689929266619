import { topics } from '#contracts';
import { START, type EventStore, type StoredEvent } from '#kernel';
import type { FactLog, Message } from '#messaging';

/** Everything a service recorded. */
export const recordedIn = async (store: EventStore): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const subscription = store.follow(START, async (batch) => {
    events.push(...batch.events);
    if (batch.caughtUp) resolve(undefined);
    return Promise.resolve();
  });
  await promise;
  await subscription.stop();
  return events;
};

/** Everything in every topic. */
export const publishedIn = async (log: FactLog): Promise<readonly Message[]> => {
  const messages: Message[] = [];
  for (const { topic } of topics) {
    for (const [partition, end] of (await log.ends(topic)).entries()) messages.push(...(await log.read(topic, partition, 0, end)));
  }
  return messages;
};

export const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};
