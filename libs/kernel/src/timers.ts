import type { Clock, Instant } from './clock.js';
import type { JsonObject } from './json.js';

/** Something to look at again at `due`. The same key set again moves it; the decider decides again, so late or twice is harmless. */
export type Timer = { readonly key: string; readonly due: Instant; readonly command: { readonly type: string; readonly data: JsonObject } };
export type TimerChange = { readonly set: Timer } | { readonly cancel: string };

/** Where timers are kept, in the order they fall due, those of one instant by their keys. */
export interface TimerStore {
  /** The nearest, or those that come next after this one, which need not be kept any more. */
  next(limit: number, after?: Timer): Promise<readonly Timer[]>;
  /** Removes this very timer: one that was moved meanwhile stays. */
  done(timer: Timer): Promise<void>;
}

const AT_ONCE = 100;

/**
 * Wakes at the nearest due instant and dispatches. A dispatch that fails technically stays due and is tried again after
 * those that come next, a page at a time, so that no number of them keeps others waiting for long.
 */
export class Timers {
  private cancel: () => void = () => undefined;
  private retry: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private looks = 0;
  /** The last of a page of which some failed. */
  private passed: Timer | undefined;
  private stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly store: TimerStore,
    private readonly dispatch: (timer: Timer) => Promise<void>,
    /** Without a timer it was the store that failed. */
    private readonly onFailure: (error: unknown, timer?: Timer) => void = () => undefined,
    private readonly retryMillis = 1_000,
  ) {}

  /** Looks for the nearest timer again: at start and after every change. */
  async schedule(): Promise<void> {
    const look = this.looks += 1;
    const [nearest] = this.stopped ? [] : await this.store.next(1);
    // A look that began later has seen what this one may have missed.
    if (this.stopped || look !== this.looks) return;
    this.cancel();
    this.cancel = nearest ? this.clock.at(nearest.due, () => this.fire()) : () => undefined;
  }

  /** Lets the dispatch in hand finish. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel();
    clearTimeout(this.retry);
    await this.running;
  }

  private fire(): Promise<void> {
    this.running = this.running.then(() => this.runDue());
    return this.running;
  }

  private async runDue(): Promise<void> {
    try {
      let allDone = true;
      for (let due = await this.due(); allDone && due.length > 0; due = await this.due()) allDone = await this.run(due);
      if (allDone) await this.schedule();
      else this.retryLater();
    } catch (error) {
      this.onFailure(error);
      this.retryLater();
    }
  }

  /** False when one of them has to be tried again. */
  private async run(due: readonly Timer[]): Promise<boolean> {
    let allDone = true;
    for (const timer of due) {
      if (this.stopped) return allDone;
      try {
        await this.dispatch(timer);
        await this.store.done(timer);
      } catch (error) {
        allDone = false;
        this.onFailure(error, timer);
      }
    }
    if (!allDone) this.passed = due.at(-1);
    return allDone;
  }

  /** Those after what was passed, if any, and else from the beginning. */
  private async due(): Promise<readonly Timer[]> {
    if (this.stopped) return [];
    const now = this.clock.now();
    const isDue = ({ due }: Timer): boolean => due <= now;
    const further = this.passed ? (await this.store.next(AT_ONCE, this.passed)).filter(isDue) : [];
    if (further.length > 0) return further;
    this.passed = undefined;
    return (await this.store.next(AT_ONCE)).filter(isDue);
  }

  private retryLater(): void {
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.fire(), this.retryMillis).unref();
  }
}
