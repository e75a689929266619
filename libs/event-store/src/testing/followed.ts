import type { Batch, EventStore, Position, StoredEvent, Subscription } from '#kernel';
import { START } from '#kernel';

/** A subscription that keeps what it was given and can be waited for. */
export type Followed = {
  readonly batches: readonly Batch[];
  readonly subscription: Subscription;
  events(): readonly StoredEvent[];
  /** Resolves at the first batch after which `condition` holds. */
  until(condition: () => boolean): Promise<void>;
};

export const followed = (store: EventStore, after: Position = START): Followed => {
  const batches: Batch[] = [];
  let waiting: (() => void)[] = [];
  const subscription = store.follow(after, async (batch) => {
    batches.push(batch);
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  });
  return {
    batches,
    subscription,
    events: () => batches.flatMap(({ events }) => events),
    async until(condition) {
      while (!condition()) await new Promise<void>((resolve) => { waiting.push(resolve); });
    },
  };
};
