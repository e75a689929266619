import type { Batch, Position, StoredEvent, Subscription } from '#kernel';

export type EventPage = { readonly events: readonly StoredEvent[]; readonly more: boolean };

/** Follows a log that answers at once: page by page to its end, then on each `wake`. */
export class PagedSubscription implements Subscription {
  readonly done: Promise<void>;
  private stopped = false;
  private wakeUp: (() => void) | undefined;

  constructor(
    private readonly pageAfter: (position: Position) => EventPage,
    private readonly handle: (batch: Batch) => Promise<void>,
    after: Position,
  ) {
    this.done = this.run(after);
  }

  /** Something was committed. */
  wake(): void {
    this.wakeUp?.();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.done.catch(() => undefined);
  }

  private async run(after: Position): Promise<void> {
    await nextTurn();
    let position = after;
    for (let first = true; !this.stopped; first = false) {
      const { events, more } = this.pageAfter(position);
      if (events.length === 0 && !first) {
        await this.woken();
        continue;
      }
      position = events.at(-1)?.position ?? position;
      await this.handle({ events, position, caughtUp: !more });
      if (more) await nextTurn();
    }
  }

  private woken(): Promise<void> {
    return new Promise((resolve) => { this.wakeUp = resolve; });
  }
}

/** Lets requests and commits in between two pages. */
const nextTurn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
