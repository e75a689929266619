import { BACKWARDS, END, FORWARDS, type EventStoreDBClient, type RecordedEvent } from '@eventstore/db-client';
import { collected, isBetweenEntries, StoreSilent } from './eventstoredb-client.js';
import { Feed, FeedEnded } from './eventstoredb-feed.js';
import { isAfter, isSame, placeOf, type Place } from './eventstoredb-place.js';
import type { Entry, Search, Views } from './eventstoredb-tail.js';

const PATIENCE = 10_000;

/** How one service looks at `$all`, which every service writes. */
export class AllStreams implements Views {
  constructor(private readonly client: EventStoreDBClient, private readonly prefix: string, private readonly patienceMillis = PATIENCE) {}

  async newest(count: number): Promise<readonly Entry[]> {
    const answers = await collected(this.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: count, requiresLeader: true }));
    return answers.flatMap(({ event }) => (event ? [{ place: placeOf(event), ours: event.streamId.startsWith(this.prefix) }] : []));
  }

  /** Our event at this very place. */
  async ownAt(place: Place): Promise<RecordedEvent | undefined> {
    const [answer] = await collected(this.client.readAll({ direction: FORWARDS, fromPosition: place, maxCount: 1, requiresLeader: true }))
      .catch((error: unknown) => { if (isBetweenEntries(error)) return []; throw error; });
    const event = answer?.event;
    return event?.streamId.startsWith(this.prefix) && isSame(placeOf(event), place) ? event : undefined;
  }

  /** However long it takes, as long as the server goes on. @throws StoreSilent when it does not */
  async search(after: Place, until: Place, { found, passed }: Search): Promise<void> {
    if (!isAfter(until, after)) return;
    const feed = new Feed(this.client, this.prefix, after);
    const server = { silent: false };
    const silence = setTimeout(() => {
      server.silent = true;
      feed.close();
    }, this.patienceMillis);
    try {
      for (let reached = after; isAfter(until, reached); silence.refresh()) {
        const { events, checkpoint } = await feed.next();
        const last = events.at(-1);
        if (last) found(placeOf(last));
        if (checkpoint) passed(checkpoint);
        reached = checkpoint ?? (last ? placeOf(last) : reached);
      }
    } catch (error) {
      throw server.silent || error instanceof FeedEnded ? new StoreSilent() : error;
    } finally {
      clearTimeout(silence);
      feed.close();
    }
  }
}
