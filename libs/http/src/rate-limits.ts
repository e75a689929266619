import { millisOf, type Clock } from '#kernel';

/** So many times per caller in so many seconds; `name` stands in the headers. */
export type RateLimit = { readonly name: string; readonly most: number; readonly seconds: number };
type Window = { used: number; readonly ends: number };

const MOST_WINDOWS = 10_000;

/** How often each caller did what is limited, in this process: windows begin with the first use and are forgotten when they end. */
export class RateLimits {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly clock: Clock) {}

  /** Counts one use; false when none was left, and nothing is counted. */
  take(limit: RateLimit, caller: string): boolean {
    const window = this.window(limit, caller);
    if (window.used >= limit.most) return false;
    window.used += 1;
    return true;
  }

  /** What was refused for another reason was no use. */
  giveBack(limit: RateLimit, caller: string): void {
    const window = this.window(limit, caller);
    window.used = Math.max(0, window.used - 1);
  }

  /** How many uses are left, and in how many seconds there will be all of them again. */
  left(limit: RateLimit, caller: string): { readonly uses: number; readonly seconds: number } {
    const { used, ends } = this.window(limit, caller);
    return { uses: limit.most - used, seconds: Math.ceil((ends - this.now()) / 1000) };
  }

  private window({ name, seconds }: RateLimit, caller: string): Window {
    const key = `${name} ${caller}`;
    const known = this.windows.get(key);
    if (known && known.ends > this.now()) return known;
    this.windows.delete(key);
    const oldest = this.windows.size < MOST_WINDOWS ? undefined : this.windows.keys().next().value;
    if (oldest !== undefined) this.windows.delete(oldest);
    const begun = { used: 0, ends: this.now() + seconds * 1000 };
    this.windows.set(key, begun);
    return begun;
  }

  private now(): number {
    return millisOf(this.clock.now());
  }
}
