import { topics } from '#contracts';
import type { Messaging } from '#messaging';
import type { Offsets } from '../domain/ledger-progress.js';

/** Where the topics end at the call; a feed that begins at `from` and keeps nothing finds it out. */
export const endsOfLog = async (messaging: Messaging, from: Offsets): Promise<Offsets> => {
  const feed = messaging.feed({ topics: topics.map(({ topic }) => topic), from: { offsets: from, versions: {}, parked: [] }, apply: () => undefined });
  feed.start();
  try {
    await feed.caughtUp();
    return await feed.snapshot(({ offsets }) => Promise.resolve(offsets));
  } finally {
    await feed.stop();
  }
};
