import type { Position, StoredEvent } from './event.js';
import type { EventStore, Subscription } from './event-store.js';

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

/**
 * Follows a store from a saved position. A handler that fails is tried again with backoff from the saved position;
 * after `attempts` failures in a row the follower stops and is unhealthy. It never skips.
 */
export class Follower {
  health: FollowerHealth = 'following';
  private subscription: Subscription | undefined;
  private position: Position | undefined;
  private stopping = false;
  private readonly finished: Promise<void>;
  private wakeUps: (() => void)[] = [];

  constructor(private readonly options: FollowerOptions) {
    this.finished = this.run();
  }

  get name(): string {
    return this.options.name;
  }

  /** Resolves once everything that the store held at the call was handled. @throws when the follower has stopped. */
  async caughtUp(): Promise<void> {
    while (this.position === undefined || !(await this.options.store.caughtUp(this.position))) {
      if (this.health === 'stopped') throw new Error(`follower ${this.name} has stopped`);
      await new Promise<void>((resolve) => { this.wakeUps.push(resolve); });
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.subscription?.stop();
    await this.finished;
  }

  private async run(): Promise<void> {
    const { attempts = 8, pause = backoff, onFailure } = this.options;
    for (let failures = 0; !this.stopping && failures < attempts;) {
      try {
        await this.follow(() => { failures = 0; });
      } catch (error) {
        failures += 1;
        this.health = 'retrying';
        onFailure?.(error, failures);
        await pause(failures);
      }
    }
    this.health = 'stopped';
    this.wake();
  }

  private async follow(progressed: () => void): Promise<void> {
    const { store, from, handle } = this.options;
    const start = await from();
    if (this.stopping) return;
    this.position = start;
    this.subscription = store.follow(start, async ({ events, position }) => {
      if (events.length > 0) await handle(events, position);
      this.position = position;
      this.health = 'following';
      progressed();
      this.wake();
    });
    await this.subscription.done;
  }

  private wake(): void {
    const wakeUps = this.wakeUps;
    this.wakeUps = [];
    for (const wakeUp of wakeUps) wakeUp();
  }
}

const backoff = (attempt: number): Promise<void> =>
  new Promise((resolve) => { setTimeout(resolve, Math.min(100 * 2 ** attempt, 10_000)).unref(); });
