import type { AllStreamRecordedEvent } from '@eventstore/db-client';
import type { Batch, Position, StoredEvent, Subscription } from '#kernel';
import { isFinal, pause } from './eventstoredb-client.js';
import { ForeignEvent } from './eventstoredb-events.js';
import type { Feed } from './eventstoredb-feed.js';
import type { Lineage } from './eventstoredb-lineage.js';
import { positionOf, readPosition, type Place } from './eventstoredb-place.js';
import type { Tail } from './eventstoredb-tail.js';
import { UnknownPosition } from './sequence.js';

/** What a subscription needs of its store. */
export type Source = {
  readonly tail: Tail;
  readonly lineage: Lineage;
  subscribe(after: Place): Feed;
  stored(event: AllStreamRecordedEvent): StoredEvent;
  readonly onFailure?: ((error: unknown, attempt: number) => void) | undefined;
};

/**
 * Follows `$all`. A lost connection is made again in here, for as long as it takes, from the last event handed over: the
 * follower above gives up after half a minute, and an outage of minutes must heal without a hand. Whatever asking again
 * would not mend ends it.
 */
export class ReconnectingSubscription implements Subscription {
  readonly done: Promise<void>;
  private readonly stopAsked = Promise.withResolvers<undefined>();
  private stopping = false;
  private feed: Feed | undefined;

  constructor(private readonly source: Source, private readonly handle: (batch: Batch) => Promise<void>, private position: Position) {
    this.done = this.run();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.stopAsked.resolve(undefined);
    this.disconnect();
    await this.done.catch(() => undefined);
  }

  private async run(): Promise<void> {
    try {
      for (let batch = await this.next(); batch; batch = await this.next()) await this.handle(batch);
    } finally {
      this.disconnect();
    }
  }

  private async next(): Promise<Batch | undefined> {
    for (let failures = 0; !this.stopping;) {
      try {
        const batch = await this.heard();
        return this.isStopping() ? undefined : batch;
      } catch (error) {
        this.disconnect();
        this.source.lineage.connectionLost();
        this.source.tail.forget();
        if (this.isStopping()) return undefined;
        if (isFinal(error) || error instanceof UnknownPosition || error instanceof ForeignEvent) throw error;
        failures += 1;
        this.source.onFailure?.(error, failures);
        await Promise.race([pause(Math.min(50 * 2 ** failures, 5_000)), this.stopAsked.promise]);
      }
    }
    return undefined;
  }

  private async heard(): Promise<Batch> {
    const { tail, lineage } = this.source;
    const feed = await this.connected();
    const { events, checkpoint } = await feed.next();
    const last = events.at(-1);
    const position = last ? positionOf(last) : this.position;
    const { place } = readPosition(position);
    if (last) tail.own(place);
    if (checkpoint) tail.heard(place, checkpoint);
    const stored = events.map((event) => this.source.stored(event));
    const caughtUp = feed.drained && await tail.nothingFollows(place);
    lineage.tells(position);
    this.position = position;
    return { events: stored, position, caughtUp };
  }

  /** Resumed at an event, which can be verified: a server that ends before a checkpoint skips what is appended up to there. */
  private async connected(): Promise<Feed> {
    if (this.feed) return this.feed;
    await this.source.lineage.verify(this.position);
    this.feed = this.source.subscribe(readPosition(this.position).place);
    if (this.isStopping()) this.feed.close();
    return this.feed;
  }

  private isStopping(): boolean {
    return this.stopping;
  }

  private disconnect(): void {
    this.feed?.close();
    this.feed = undefined;
  }
}
