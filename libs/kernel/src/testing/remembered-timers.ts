import type { Timer, TimerChange, TimerStore } from '../timers.js';

/** Timers in memory, by key, nearest first. */
export class RememberedTimers implements TimerStore {
  private byKey = new Map<string, Timer>();
  beforeAnswer: () => Promise<void> = async () => undefined;

  apply(...changes: readonly TimerChange[]): void {
    for (const change of changes) {
      if ('cancel' in change) this.byKey.delete(change.cancel);
      else this.byKey.set(change.set.key, change.set);
    }
  }

  async next(limit: number, after?: Timer): Promise<readonly Timer[]> {
    const sorted = [...this.byKey.values()].sort(inOrder);
    const found = sorted.filter((timer) => !after || inOrder(timer, after) > 0).slice(0, limit);
    await this.beforeAnswer();
    return found;
  }

  async done({ key, due }: Timer): Promise<void> {
    if (this.byKey.get(key)?.due === due) this.byKey.delete(key);
  }
}

const inOrder = (a: Timer, b: Timer): number => a.due.localeCompare(b.due) || a.key.localeCompare(b.key);
