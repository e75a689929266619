import { millisOf, type Clock } from '#kernel';

/** So many times per caller in so many seconds; `name` stands in the headers. */
export type RateLimit = { readonly name: string; readonly most: number; readonly seconds: number };
/** `uses`: what was counted, so that a repetition is not counted again. */
type Window = { readonly uses: Set<string>; readonly ends: number };

const MOST_WINDOWS = 10_000;

/** How often each caller did what is limited, in this process: windows begin with the first use and are forgotten when they end. */
export class RateLimits {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly clock: Clock) {}

  /** Counts a use, unless it is one that was counted; `none` when none was left, and nothing is counted. */
  take(limit: RateLimit, caller: string, use: string): 'counted' | 'again' | 'none' {
    const { uses } = this.window(limit, caller);
    if (uses.has(use)) return 'again';
    if (uses.size >= limit.most) return 'none';
    uses.add(use);
    return 'counted';
  }

  /** What was refused for another reason was no use. */
  giveBack(limit: RateLimit, caller: string, use: string): void {
    this.window(limit, caller).uses.delete(use);
  }

  /** What was done is a use, though it was given back when somebody sent it at the same time and was refused. */
  keep(limit: RateLimit, caller: string, use: string): void {
    this.window(limit, caller).uses.add(use);
  }

  /** How many uses are left, and in how many seconds there will be all of them again. */
  left(limit: RateLimit, caller: string): { readonly uses: number; readonly seconds: number } {
    const { uses, ends } = this.window(limit, caller);
    return { uses: Math.max(0, limit.most - uses.size), seconds: Math.ceil((ends - this.now()) / 1000) };
  }

  private window({ name, seconds }: RateLimit, caller: string): Window {
    const key = `${name} ${caller}`;
    const known = this.windows.get(key);
    if (known && known.ends > this.now()) return known;
    this.windows.delete(key);
    const oldest = this.windows.size < MOST_WINDOWS ? undefined : this.windows.keys().next().value;
    if (oldest !== undefined) this.windows.delete(oldest);
    const begun = { uses: new Set<string>(), ends: this.now() + seconds * 1000 };
    this.windows.set(key, begun);
    return begun;
  }

  private now(): number {
    return millisOf(this.clock.now());
  }
}
