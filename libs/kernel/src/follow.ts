import { latest, millisOf, type Instant } from './clock.js';
import { isUnavailable } from './domain-error.js';
import type { Position, StoredEvent } from './event.js';
import type { EventStore, Extent, Subscription } from './event-store.js';

export type FollowerHealth = 'following' | 'retrying' | 'stopped';

export type FollowerOptions = {
  readonly name: string;
  readonly store: EventStore;
  /** Where to begin, read again before each retry: the position the handler saved last. */
  readonly from: () => Promise<Position>;
  /** Takes effect and saves `position` in the same write. */
  readonly handle: (events: readonly StoredEvent[], position: Position) => Promise<void>;
  readonly onFailure?: (error: unknown, attempt: number) => void;
  /** Waits before a retry; given in so that specs need not. */
  readonly pause?: (attempt: number) => Promise<void>;
  readonly attempts?: number;
};

const LOOK_AGAIN = 100;

/**
 * Follows a store from a saved position. A handler that fails is tried again with backoff from the saved position;
 * after `attempts` failures in a row the follower stops and is unhealthy. It never skips. What is unavailable, its own store
 * or documents for example, is waited for however long it takes.
 */
export class Follower {
  health: FollowerHealth = 'following';
  private subscription: Subscription | undefined;
  private position: Position | undefined;
  /** Whatever was recorded until then was handled. */
  private upTo: Instant | undefined;
  private stopping = false;
  private readonly stopAsked = Promise.withResolvers<undefined>();
  private readonly finished: Promise<void>;
  private progress = Promise.withResolvers<undefined>();

  constructor(private readonly options: FollowerOptions) {
    this.finished = this.run();
  }

  get name(): string {
    return this.options.name;
  }

  /** Nothing recorded longer ago than this waits to be handled, as far as is known here: nothing before the first question is. */
  async lagMillis(now: Instant): Promise<number> {
    if (this.upTo === undefined || await this.isCaughtUp()) this.upTo = now;
    return Math.max(0, millisOf(now) - millisOf(this.upTo));
  }

  /** Resolves once everything that the store held at the call was handled. @throws when the follower has stopped. */
  async caughtUp(): Promise<void> {
    const held = await this.held();
    while (this.position === undefined || !held.isWithin(this.position)) await this.further();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.stopAsked.resolve(undefined);
    await this.subscription?.stop();
    await this.finished;
  }

  /** What the store holds now, however long it takes until it says so. */
  private async held(): Promise<Extent> {
    for (;;) {
      try {
        if (this.position !== undefined) return await this.options.store.extent(this.position);
      } catch (error) {
        if (!isUnavailable(error)) throw error;
      }
      await this.further();
    }
  }

  private async further(): Promise<void> {
    if (this.health === 'stopped') throw new Error(`follower ${this.name} has stopped`);
    await Promise.race([this.progress.promise, millis(LOOK_AGAIN)]);
  }

  private async isCaughtUp(): Promise<boolean> {
    return this.position !== undefined && this.options.store.caughtUp(this.position);
  }

  private async run(): Promise<void> {
    const { attempts = 8, pause = backoff, onFailure } = this.options;
    let failures = 0;
    for (let lasting = false; !this.stopping && !(lasting && failures >= attempts);) {
      try {
        await this.follow(() => { failures = 0; });
      } catch (error) {
        failures += 1;
        lasting = !isUnavailable(error);
        this.health = 'retrying';
        onFailure?.(error, failures);
        await Promise.race([pause(failures), this.stopAsked.promise]);
      }
    }
    this.health = 'stopped';
    this.wake();
  }

  private async follow(progressed: () => void): Promise<void> {
    const start = await this.options.from();
    if (!this.stopping) await this.handled(start, progressed);
    if (!this.stopping) throw new Error('the store was closed under its follower');
  }

  private async handled(start: Position, progressed: () => void): Promise<void> {
    const { store, handle } = this.options;
    this.position = start;
    this.subscription = store.follow(start, async ({ events, position, caughtUp }) => {
      if (events.length > 0) await handle(events, position);
      this.position = position;
      const newest = events.at(-1);
      if (newest && this.upTo !== undefined) this.upTo = latest(this.upTo, newest.metadata.recordedAt);
      if (events.length > 0 || caughtUp) {
        this.health = 'following';
        progressed();
      }
      this.wake();
    });
    await this.subscription.done;
  }

  private wake(): void {
    this.progress.resolve(undefined);
    this.progress = Promise.withResolvers<undefined>();
  }
}

const millis = (count: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, count).unref(); });
const backoff = (attempt: number): Promise<void> => millis(Math.min(100 * 2 ** attempt, 10_000));
