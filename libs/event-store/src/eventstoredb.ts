import { BACKWARDS, END, NO_STREAM, WrongExpectedVersionError, type EventData, type EventStoreDBClient } from '@eventstore/db-client';
import { LARGEST } from '#contracts';
import {
  EventStore, EventTooLarge, latest, WrongExpectedVersion,
  type Batch, type Clock, type Extent, type Instant, type NewEvent, type Position, type ReadOptions, type StoredEvent, type Subscription,
} from '#kernel';
import { StorageClosed } from '#persistence';
import { AllStreams } from './eventstoredb-all.js';
import { collected, connectedTo, insisting, isFinal, limitSaid } from './eventstoredb-client.js';
import { proposed, recorded } from './eventstoredb-events.js';
import { Feed } from './eventstoredb-feed.js';
import { Heads } from './eventstoredb-heads.js';
import { Lineage } from './eventstoredb-lineage.js';
import { isAfter, readPosition } from './eventstoredb-place.js';
import { ReconnectingSubscription } from './eventstoredb-subscription.js';
import { Tail } from './eventstoredb-tail.js';
import { UnknownPosition } from './sequence.js';

export type EventStoreDbOptions = {
  /** `esdb://user:password@host:2113`, `esdb+discover://…` for a cluster, or `kurrentdb` for `esdb`; certificates and time limits are its parameters. */
  readonly connectionString: string;
  /** Whose streams these are: their names on the server begin with it and a point. */
  readonly service: string;
  readonly clock: Clock;
  /** Bytes that one append may take, as the server counts them: no more than it allows. */
  readonly maxEventBytes?: number;
  /** Told when a subscription has lost the server and tries again. */
  readonly onFailure?: (error: unknown, attempt: number) => void;
};

const SERVICE = /^[a-z][a-z0-9-]*$/;

/** The streams of one service in EventStoreDB or its successor, version 22.6 or later. Many instances may write. */
export class EventStoreDbStore extends EventStore {
  readonly soleWriter = false;
  private readonly client: EventStoreDBClient;
  private readonly prefix: string;
  private readonly limit: number;
  private readonly heads = new Heads();
  private readonly views: AllStreams;
  private readonly tail: Tail;
  private readonly lineage: Lineage;
  private readonly subscriptions = new Set<Subscription>();
  private readonly underWay = new Set<Promise<unknown>>();
  private closed = false;

  /** Connects at the first question, not here. @throws when the connection string or the service's name is malformed. */
  static open(options: EventStoreDbOptions): EventStoreDbStore {
    return new EventStoreDbStore(options);
  }

  private constructor(private readonly options: EventStoreDbOptions) {
    super();
    if (!SERVICE.test(options.service)) throw new Error(`"${options.service}" cannot be the beginning of stream names`);
    this.prefix = `${options.service}.`;
    this.limit = options.maxEventBytes ?? LARGEST.event;
    this.client = connectedTo(options.connectionString);
    this.views = new AllStreams(this.client, this.prefix);
    this.tail = new Tail(this.views);
    this.lineage = new Lineage((place) => this.views.ownAt(place));
  }

  append(stream: string, events: readonly NewEvent[], expectedVersion: number): Promise<readonly StoredEvent[]> {
    return this.whileOpen(async () => {
      const before = await this.recordedBefore(stream, expectedVersion);
      const data = proposed(stream, events, latest(this.options.clock.now(), before), this.limit);
      await insisting(() => this.send(stream, data, expectedVersion));
      return this.readBack(stream, events, expectedVersion);
    });
  }

  read(stream: string, { after = 0, limit = 1_000, backwards = false }: ReadOptions = {}): Promise<readonly StoredEvent[]> {
    return this.whileOpen(() => (backwards ? this.newestOf(stream, after, limit) : this.versions(stream, after, limit)));
  }

  follow(after: Position, handle: (batch: Batch) => Promise<void>): Subscription {
    const subscription = new ReconnectingSubscription({
      tail: this.tail, lineage: this.lineage, onFailure: this.options.onFailure,
      subscribe: (place) => new Feed(this.client, this.prefix, place),
      stored: (event) => recorded(this.prefix, event),
    }, handle, after);
    this.subscriptions.add(subscription);
    const forget = (): void => { this.subscriptions.delete(subscription); };
    subscription.done.then(forget, forget);
    return subscription;
  }

  /** False, too, when the store cannot be reached or lets nobody in: nothing was said. */
  caughtUp(position: Position): Promise<boolean> {
    return this.whileOpen(async () => {
      try {
        await this.lineage.verify(position);
        return await this.tail.caughtUp(readPosition(position).place);
      } catch (error) {
        if (isFinal(error) || error instanceof UnknownPosition) throw error;
        return false;
      }
    });
  }

  extent(position: Position): Promise<Extent> {
    return this.whileOpen(async () => {
      await insisting(() => this.lineage.verify(position));
      const end = await insisting(() => this.tail.endAfter(readPosition(position).place));
      return { isWithin: (other) => !isAfter(end, readPosition(other).place) };
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    await Promise.allSettled(this.underWay);
    await this.client.dispose();
  }

  private async whileOpen<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
    if (this.closed) throw new StorageClosed();
    const answering = answer();
    this.underWay.add(answering);
    try {
      return await answering;
    } finally {
      this.underWay.delete(answering);
    }
  }

  private async send(stream: string, data: EventData[], expectedVersion: number): Promise<void> {
    const expectedRevision = expectedVersion === 0 ? NO_STREAM : BigInt(expectedVersion - 1);
    try {
      const { success, nextExpectedRevision } = await this.client.appendToStream(this.prefix + stream, data, { expectedRevision, requiresLeader: true });
      if (!success) throw new WrongExpectedVersion(stream, expectedVersion, Number(nextExpectedRevision) + 1);
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) throw new WrongExpectedVersion(stream, expectedVersion, versionOf(error.actualVersion));
      const limit = limitSaid(error);
      if (limit !== undefined) throw new EventTooLarge(stream, this.limit, limit);
      throw error;
    }
  }

  /** The server answers a repetition like the first time: only what it holds tells what was recorded, when and where. */
  private async readBack(stream: string, events: readonly NewEvent[], expectedVersion: number): Promise<readonly StoredEvent[]> {
    const there = await this.versions(stream, expectedVersion, events.length);
    const same = there.length === events.length && events.every(({ metadata }, index) => {
      const found = there[index];
      return found?.metadata.eventId === metadata.eventId && found.version === expectedVersion + index + 1;
    });
    if (!same) throw new Error(`${stream} does not hold what was appended: it was deleted or truncated`);
    const last = there.at(-1);
    if (last) this.tail.own(readPosition(last.position).place);
    if (last) this.lineage.tells(last.position);
    return there;
  }

  /** When the event that an append follows was recorded. */
  private async recordedBefore(stream: string, version: number): Promise<Instant> {
    if (version === 0) return '';
    const known = this.heads.recordedAt(stream, version);
    if (known !== undefined) return known;
    const [event] = await this.versions(stream, version - 1, 1);
    return event?.metadata.recordedAt ?? '';
  }

  private async versions(stream: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    if (limit < 1) return [];
    return this.ask(() => this.client.readStream(this.prefix + stream, { fromRevision: BigInt(after), maxCount: limit, requiresLeader: true }));
  }

  private async newestOf(stream: string, before: number, limit: number): Promise<readonly StoredEvent[]> {
    if (limit < 1 || before === 1) return [];
    const fromRevision = before === 0 ? END : BigInt(before - 2);
    return this.ask(() => this.client.readStream(this.prefix + stream, { direction: BACKWARDS, fromRevision, maxCount: limit, requiresLeader: true }));
  }

  private async ask(question: () => ReturnType<EventStoreDBClient['readStream']>): Promise<readonly StoredEvent[]> {
    const answers = await insisting(() => collected(question()));
    const events = answers.flatMap(({ event }) => (event ? [recorded(this.prefix, event)] : []));
    for (const event of events) this.heads.remember(event);
    return events;
  }

}

const versionOf = (revision: bigint | string): number => (typeof revision === 'bigint' ? Number(revision) + 1 : 0);
