import { topics as contracts } from '#contracts';
import { millisOf, type Clock, type Instant, type TimerStore } from '#kernel';
import type { Messaging } from '#messaging';
import { nameOf, type Work } from '../work.js';
import type { Channels } from './observed-messaging.js';
import type { Reading, ServiceMetrics } from './service-metrics.js';

export type Sources = { readonly works: readonly Work[]; readonly channels: Channels; readonly ends: Messaging['ends']; readonly timers: Pick<TimerStore, 'next'>; readonly clock: Clock };

const MOST_TIMERS = 1_000;

/** What is read at a scrape: how far the service's work has come. */
export const watch = (metrics: ServiceMetrics, { works, channels, ends, timers, clock }: Sources): void => {
  const dueTimers = async () => (await timers.next(MOST_TIMERS)).filter(({ due }) => due <= clock.now());

  metrics.gauge({ name: 'guichet_work_problem', help: '1 while this work does not get on', labels: ['work'],
    read: () => works.map((work) => ({ labels: { work: nameOf(work) }, value: work.problem() === undefined ? 0 : 1 })) });
  metrics.gauge({ name: 'guichet_follower_behind_seconds', help: 'Nothing recorded longer ago than this waits for the follower', labels: ['follower'],
    read: async () => (await Promise.all(works.map((work) => behind(work, clock.now())))).flat() });
  metrics.gauge({ name: 'guichet_lease_held', help: '1 while this instance does the work that instances share', labels: ['lease'],
    read: () => works.flatMap((work) => (work.holding ? [{ labels: { lease: nameOf(work) }, value: work.holding() ? 1 : 0 }] : [])) });
  metrics.gauge({ name: 'guichet_publisher_behind_seconds', help: 'How long ago everything recorded was known to be published', labels: [],
    read: () => channels.publishers.all.map((publisher) => ({ labels: {}, value: publisher.behindMillis() / 1000 })) });
  metrics.gauge({ name: 'guichet_feed_age_seconds', help: 'Nothing published longer ago than this is missing from the feed', labels: ['feed'],
    read: () => channels.feeds.all.map((feed) => ({ labels: { feed: ownersOf(feed.topics) }, value: feed.ageMillis() / 1000 })) });
  metrics.gauge({ name: 'guichet_consumer_lag_messages', help: 'Messages that the consumer group has still to take', labels: ['group'],
    read: () => Promise.all(channels.consumers.map(async ({ consumer }) => ({ labels: { group: consumer.group }, value: await consumer.lag() }))) });
  metrics.gauge({ name: 'guichet_parked_keys', help: 'Keys whose messages wait for an operator; access to them is 503', labels: ['group'],
    read: async () => [
      ...await Promise.all(channels.consumers.map(async ({ consumer }) => ({ labels: { group: consumer.group }, value: (await consumer.parkedKeys()).length }))),
      ...channels.feeds.all.map((feed) => ({ labels: { group: `feed ${ownersOf(feed.topics)}` }, value: feed.parkedKeys().length })),
    ] });
  metrics.gauge({ name: 'guichet_timers_due', help: `Timers whose instant has come and that are not done, counted up to ${String(MOST_TIMERS)}`, labels: [],
    read: async () => [{ labels: {}, value: (await dueTimers()).length }] });
  metrics.gauge({ name: 'guichet_timers_late_seconds', help: 'How late the oldest timer is that is not done', labels: [],
    read: async () => {
      const [oldest] = await dueTimers();
      return [{ labels: {}, value: oldest ? (millisOf(clock.now()) - millisOf(oldest.due)) / 1000 : 0 }];
    } });
  metrics.gauge({ name: 'guichet_ledger_behind_messages', help: 'Published messages that do not stand in the ledger yet', labels: ['topic'],
    read: () => ledgerBehind(ends, channels) });
};

const ownersOf = (topics: readonly string[]): string =>
  [...new Set(contracts.filter(({ topic }) => topics.includes(topic)).map(({ owner }) => owner))].join('+');

const behind = async (work: Work, now: Instant): Promise<readonly Reading[]> => {
  const millis = await work.lagMillis?.(now);
  return millis === undefined ? [] : [{ labels: { follower: nameOf(work) }, value: millis / 1000 }];
};

const ledgerBehind = async (endsOf: Messaging['ends'], { ledger }: Channels): Promise<readonly Reading[]> => {
  if (!ledger) return [];
  const ends = await endsOf(Object.keys(ledger));
  return Object.entries(ends).map(([topic, partitions]) => ({
    labels: { topic }, value: partitions.reduce((sum, end, partition) => sum + Math.max(end - (ledger[topic]?.[partition] ?? 0), 0), 0),
  }));
};
