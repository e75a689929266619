import { streamNameFilter, START, type AllStreamRecordedEvent, type AllStreamSubscription, type EventStoreDBClient } from '@eventstore/db-client';
import { BEGINNING, isAfter, isPlace, type Place } from './eventstoredb-place.js';

/** The connection to the store ended without an error. */
export class FeedEnded extends Error {
  override readonly name = 'FeedEnded';
}

/** What the server sends: an event, how far it has looked, or (neither) that it has begun. */
type Item = { readonly event?: AllStreamRecordedEvent; readonly checkpoint?: Place };

/** Events in order, and how far the server had looked after the last of them. */
export type Heard = { readonly events: readonly AllStreamRecordedEvent[]; readonly checkpoint: Place | undefined };

const BUFFERED = 128;
const WINDOW = 256;

/** One subscription of the server to the streams of a prefix: it lives as long as its connection. */
export class Feed {
  private readonly subscription: AllStreamSubscription;
  private readonly items: AsyncIterator<Item, unknown>;

  constructor(client: EventStoreDBClient, prefix: string, after: Place) {
    const filter = streamNameFilter({
      prefixes: [prefix], maxSearchWindow: WINDOW, checkpointInterval: 1,
      // Queued behind the events that wait, which the client itself would overtake. Servers before 24.10.5 name a place beyond all
      // others where nothing of a short log matches (kurrent-io/KurrentDB#4893): believed, it would hide whatever comes.
      checkpointReached: (subscription, checkpoint) => { if (isPlace(checkpoint)) subscription.push({ checkpoint } satisfies Item); },
    });
    const fromPosition = isAfter(after, BEGINNING) ? after : START;
    this.subscription = client.subscribeToAll({ fromPosition, filter, requiresLeader: true }, { highWaterMark: BUFFERED });
    this.subscription.on('confirmation', () => { this.subscription.push({} satisfies Item); });
    // The iterator tells those that come in time.
    this.subscription.on('error', () => undefined);
    this.items = this.subscription[Symbol.asyncIterator]() as AsyncIterator<Item, unknown>;
  }

  /** True when everything that has arrived was taken. */
  get drained(): boolean {
    return this.subscription.readableLength === 0;
  }

  /** Waits until something arrives, then takes what is there. Rejects when the connection is lost or closed. */
  async next(): Promise<Heard> {
    const events: AllStreamRecordedEvent[] = [];
    let checkpoint: Place | undefined;
    do {
      const arrived: IteratorResult<Item, unknown> = await this.items.next();
      if (arrived.done) throw new FeedEnded('the event store ended the subscription');
      const { event, checkpoint: reached } = arrived.value;
      if (event) events.push(event);
      checkpoint = event ? undefined : reached ?? checkpoint;
    } while (!this.drained && events.length < BUFFERED);
    return { events, checkpoint };
  }

  close(): void {
    void this.subscription.unsubscribe().catch(() => undefined);
    this.subscription.destroy();
  }
}
