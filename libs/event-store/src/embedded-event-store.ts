import { LARGEST } from '#contracts';
import {
  EventStore, latest, WrongExpectedVersion,
  type Batch, type Extent, type Clock, type Instant, type NewEvent, type Position, type ReadOptions, type StoredEvent, type Subscription,
} from '#kernel';
import type { EventLog } from './event-log.js';
import { PagedSubscription, type EventPage } from './paged-subscription.js';
import { RecentEvents, type Kept } from './recent-events.js';
import { positionAt, sequenceOf } from './sequence.js';
import { storedEvent, written } from './stored-event.js';

export type EventStoreOptions = {
  /** Bytes of JSON that one event may take; that of any service unless said otherwise. */
  readonly maxEventBytes?: number;
};

const PAGE = { events: 500, characters: 4 * 1_048_576 };

type Recorded = { readonly there: readonly StoredEvent[] } | { readonly added: readonly Kept[] };

/** What the stores that live in this process have in common; where the rows are is the log's matter. */
export abstract class EmbeddedEventStore extends EventStore {
  readonly soleWriter = true;
  private readonly maxEventBytes: number;
  private readonly subscriptions = new Set<PagedSubscription>();
  private readonly recent = new RecentEvents(PAGE);
  private newest: Instant;
  private stamped = false;

  protected constructor(private readonly log: EventLog, private readonly clock: Clock, options: EventStoreOptions = {}) {
    super();
    this.maxEventBytes = options.maxEventBytes ?? LARGEST.event;
    const [last] = log.after(log.lastPosition() - 1);
    this.newest = last ? storedEvent(last).metadata.recordedAt : '';
  }

  async append(stream: string, events: readonly NewEvent[], expectedVersion: number): Promise<readonly StoredEvent[]> {
    const recorded = await this.log.commit(() => this.record(stream, events, expectedVersion), events.length);
    if ('there' in recorded) return recorded.there;
    this.recent.add(recorded.added);
    for (const subscription of this.subscriptions) subscription.wake();
    return recorded.added.map(({ event }) => event);
  }

  async read(stream: string, { after = 0, limit = 1_000, backwards = false }: ReadOptions = {}): Promise<readonly StoredEvent[]> {
    const end = Number.MAX_SAFE_INTEGER;
    const bounds = backwards ? { above: 0, below: after === 0 ? end : after } : { above: after, below: end };
    return this.log.versions(stream, { ...bounds, backwards, limit }).map(storedEvent);
  }

  follow(after: Position, handle: (batch: Batch) => Promise<void>): Subscription {
    const subscription = new PagedSubscription((position) => this.pageAfter(position), handle, after);
    this.subscriptions.add(subscription);
    const forget = (): void => { this.subscriptions.delete(subscription); };
    subscription.done.then(forget, forget);
    return subscription;
  }

  async caughtUp(position: Position): Promise<boolean> {
    const last = this.log.lastPosition();
    return sequenceOf(position, last) === last;
  }

  async extent(asked: Position): Promise<Extent> {
    const last = this.log.lastPosition();
    sequenceOf(asked, last);
    return { isWithin: (position) => sequenceOf(position, this.log.lastPosition()) >= last };
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await this.log.close();
  }

  private record(stream: string, events: readonly NewEvent[], expectedVersion: number): Recorded {
    const actual = this.log.versionOf(stream);
    if (actual !== expectedVersion) return { there: this.alreadyRecorded(stream, events, expectedVersion, actual) };
    const recordedAt = this.stamp();
    const added = events.map((event, index) => {
      const version = expectedVersion + index + 1;
      const { row, metadata } = written(stream, version, event, recordedAt, this.maxEventBytes);
      const position = this.log.insert(row);
      return { position, characters: row.data.length + row.metadata.length, event: { stream, version, position: positionAt(position), type: event.type, data: event.data, metadata } };
    });
    return { added };
  }

  /** One look at the clock for all that is committed together: those who wait for an answer see it move again. */
  private stamp(): Instant {
    if (this.stamped) return this.newest;
    this.stamped = true;
    queueMicrotask(() => { this.stamped = false; });
    this.newest = latest(this.clock.now(), this.newest);
    return this.newest;
  }

  /** A caller that did not hear the answer may ask again. */
  private alreadyRecorded(stream: string, events: readonly NewEvent[], expected: number, actual: number): readonly StoredEvent[] {
    const below = expected + events.length + 1;
    const there = this.log.versions(stream, { above: expected, below, backwards: false, limit: events.length });
    const same = events.length > 0 && events.every(({ metadata }, index) => there[index]?.eventId === metadata.eventId);
    if (!same) throw new WrongExpectedVersion(stream, expected, actual);
    return there.map(storedEvent);
  }

  private pageAfter(position: Position): EventPage {
    const last = this.log.lastPosition();
    const events: StoredEvent[] = [];
    let reached = sequenceOf(position, last);
    const recent = this.recent.after(reached);
    if (recent) return { events: recent, more: reached + recent.length < last };
    let characters = 0;
    for (const row of this.log.after(reached)) {
      events.push(storedEvent(row));
      reached = row.position;
      characters += row.data.length + row.metadata.length;
      if (events.length >= PAGE.events || characters >= PAGE.characters) break;
    }
    return { events, more: reached < last };
  }
}
