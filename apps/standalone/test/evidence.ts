import { join } from 'node:path';
import { topics } from '#contracts';
import { SqliteEventStore } from '#event-store/sqlite';
import { START, SystemClock, type StoredEvent } from '#kernel';
import type { Message } from '#messaging';
import { SqliteFactLog } from '#messaging/sqlite';

/** Everything a service recorded, as its file says once nobody has it open any more. */
export const historyOf = async (directory: string, service: string): Promise<readonly StoredEvent[]> => {
  const store = SqliteEventStore.open(join(directory, `${service}.events.sqlite`), new SystemClock());
  const events: StoredEvent[] = [];
  const { promise, resolve } = Promise.withResolvers<undefined>();
  store.follow(START, async (batch) => {
    events.push(...batch.events);
    if (batch.caughtUp) resolve(undefined);
    return Promise.resolve();
  });
  await promise;
  await store.close();
  return events;
};

/** Everything in every topic. */
export const publishedIn = async (directory: string): Promise<readonly Message[]> => {
  const log = SqliteFactLog.open(join(directory, 'topics.sqlite'));
  const messages: Message[] = [];
  for (const { topic } of topics) {
    for (const [partition, end] of (await log.ends(topic)).entries()) messages.push(...(await log.read(topic, partition, 0, end)));
  }
  await log.close();
  return messages;
};

export const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> => {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};
