import type { Clock, Instant } from './clock.js';
import type { JsonObject } from './json.js';

/** Something to look at again at `due`. The same key set again moves it; the decider decides again, so late or twice is harmless. */
export type Timer = { readonly key: string; readonly due: Instant; readonly command: { readonly type: string; readonly data: JsonObject } };
export type TimerChange = { readonly set: Timer } | { readonly cancel: string };

/** Where timers are kept, in the order they fall due. */
export interface TimerStore {
  next(limit: number): Promise<readonly Timer[]>;
  /** Removes this very timer: one that was moved meanwhile stays. */
  done(timer: Timer): Promise<void>;
}

/** Wakes at the nearest due instant and dispatches; a dispatch that fails technically stays due and is tried again. */
export class Timers {
  private cancel: () => void = () => undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly store: TimerStore,
    private readonly dispatch: (timer: Timer) => Promise<void>,
    private readonly onFailure: (error: unknown, timer: Timer) => void = () => undefined,
  ) {}

  /** Looks for the nearest timer again: at start and after every change. */
  async schedule(): Promise<void> {
    const [nearest] = await this.store.next(1);
    this.cancel();
    if (nearest && !this.stopped) this.cancel = this.clock.at(nearest.due, () => this.fire());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.running;
  }

  private fire(): Promise<void> {
    this.running = this.running.then(() => this.runDue());
    return this.running;
  }

  private async runDue(): Promise<void> {
    for (let due = await this.due(); due.length > 0 && !this.stopped; due = await this.due()) {
      for (const timer of due) {
        try {
          await this.dispatch(timer);
          await this.store.done(timer);
        } catch (error) {
          this.onFailure(error, timer);
          return this.retryLater();
        }
      }
    }
    await this.schedule();
  }

  private async due(): Promise<readonly Timer[]> {
    const now = this.clock.now();
    return (await this.store.next(100)).filter(({ due }) => due <= now);
  }

  private retryLater(): void {
    const RETRY = 1_000;
    const handle = setTimeout(() => void this.fire(), RETRY);
    handle.unref();
    this.cancel = () => { clearTimeout(handle); };
  }
}
