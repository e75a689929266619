import { START, type EventStore, type StoredEvent } from '#kernel';

/** Who looked in a month, whichever instance recorded it. */
export const consultedIn = async (store: EventStore, month: string): Promise<readonly StoredEvent[]> => {
  const found: StoredEvent[] = [];
  const end = Promise.withResolvers<undefined>();
  const subscription = store.follow(START, async ({ events, caughtUp }) => {
    found.push(...events.filter(({ stream }) => stream.startsWith(`consultations-${month}-`)));
    if (caughtUp) end.resolve(undefined);
  });
  await end.promise;
  await subscription.stop();
  return found;
};
