import type { Subscription } from '#kernel';
import { Signal } from './signal.js';

const STANDING_MILLIS = 1_000;
const LONGEST_PAUSE_MILLIS = 10_000;

/** Opens a subscription again when it fails, with growing pauses, from where its owner left off; nothing is skipped. */
export class KeptSubscription {
  /** Why it does not get on, while it does not. */
  problem: string | undefined;
  private readonly interrupted = new Signal();
  private subscription: Subscription | undefined;
  private running: Promise<void> | undefined;
  private stopping = false;
  private failures = 0;

  constructor(private readonly open: () => Subscription | Promise<Subscription>) {}

  start(): void {
    this.running ??= this.run();
  }

  progressed(): void {
    this.failures = 0;
    this.problem = undefined;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.interrupted.raise();
    await this.subscription?.stop();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isStopping()) {
      try {
        await this.hold();
      } catch (error) {
        this.failures += 1;
        this.problem = reasonOf(error);
        if (!this.isStopping()) await this.interrupted.wait(Math.min(50 * 2 ** this.failures, LONGEST_PAUSE_MILLIS));
      }
    }
  }

  private async hold(): Promise<void> {
    this.subscription = await this.open();
    if (this.stopping) await this.subscription.stop();
    const standing = setTimeout(() => { this.progressed(); }, STANDING_MILLIS);
    try {
      await this.subscription.done;
    } finally {
      clearTimeout(standing);
    }
  }

  private isStopping(): boolean {
    return this.stopping;
  }
}

/** What an error says, whatever was thrown. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof Error) return `${error.name}: ${error.message}`;
  if (typeof error === 'object' && error !== null && 'message' in error) return String(error.message);
  return String(error);
};
