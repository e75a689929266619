import type { AllStreamRecordedEvent } from '@eventstore/db-client';
import type { Batch, Position, StoredEvent, Subscription } from '#kernel';
import { isFinal, pause } from './eventstoredb-client.js';
import { ForeignEvent } from './eventstoredb-events.js';
import type { Feed } from './eventstoredb-feed.js';
import { checkpointOf, placeOf, positionOf, readPosition, type Place } from './eventstoredb-place.js';
import type { Tail } from './eventstoredb-tail.js';
import { UnknownPosition } from './sequence.js';

/** What a subscription needs of its store. */
export type Source = {
  readonly tail: Tail;
  /** @throws UnknownPosition when the store ends before it. */
  verify(position: Position): Promise<void>;
  subscribe(after: Place): Feed;
  stored(event: AllStreamRecordedEvent): StoredEvent;
  readonly onFailure?: ((error: unknown, attempt: number) => void) | undefined;
};

/**
 * Follows `$all`. A lost connection is made again in here, for as long as it takes, from the last batch handed over: the
 * follower above gives up after half a minute, and an outage of minutes must heal without a hand. Whatever asking again
 * would not mend ends it.
 */
export class ReconnectingSubscription implements Subscription {
  readonly done: Promise<void>;
  private readonly stopAsked = Promise.withResolvers<undefined>();
  private stopping = false;
  private verified = false;
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
    const { tail } = this.source;
    const feed = await this.connected();
    const before = readPosition(this.position).place;
    const { events, checkpoint } = await feed.next();
    const last = events.at(-1);
    const after = last ? placeOf(last) : before;
    if (last) tail.own(after);
    if (checkpoint) tail.heard(after, checkpoint);
    const stored = events.map((event) => this.source.stored(event));
    const caughtUp = feed.drained && await tail.nothingFollows(after);
    // A batch with events ends at the last of them: what is saved with an effect is the place of an event.
    if (last) this.position = positionOf(after);
    else if (checkpoint) this.position = checkpointOf(checkpoint);
    return { events: stored, position: this.position, caughtUp };
  }

  private async connected(): Promise<Feed> {
    if (this.feed) return this.feed;
    if (!this.verified) await this.source.verify(this.position);
    this.verified = true;
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
