import { topics, type Heartbeat } from '#contracts';
import type { Offsets } from './message.js';
import { Progress } from './progress.js';

/** Newer ones are passed over while so many wait: once the oldest are reached, fresh ones follow within a second. */
const MOST_WAITING = 100;
/** Of what was heard last, enough for a reader of whom more than a minute is never forgiven. */
const MOST_HEARD = 100;

/**
 * By the time of day everything recorded by then is published; and how long ago that was by a clock that nobody sets, which
 * on the other hand may stand still with the machine. The older of the two counts.
 */
type Proof = { readonly time: number; readonly elapsed: number };
type Waiting = Proof & { readonly ends: Offsets };

const TOPICS: ReadonlySet<string> = new Set(topics.map(({ topic }) => topic));
/** A publisher of a newer build may have topics that nobody here reads. */
const known = (ends: Offsets): Offsets => Object.fromEntries(Object.entries(ends).filter(([topic]) => TOPICS.has(topic)));

const NEVER: Proof = { time: -Infinity, elapsed: -Infinity };

/** The age of a feed: that of the newest heartbeat of each publisher whose ends it has reached. */
export class Freshness {
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly reachedAt = new Map<string, Proof>();
  private readonly lately = new Map<string, Waiting[]>();

  /** Heartbeats from before `since` prove nothing: what was published meanwhile was not yet followed. */
  constructor(
    private readonly topicsByHeartbeat: ReadonlyMap<string, readonly string[]>,
    private readonly reached: (ends: Offsets) => boolean,
    private since: number,
    private readonly elapsed: () => number = () => performance.now(),
  ) {}

  /** The clock of its publisher may be ahead: it proves nothing of what was recorded after it was heard. */
  heard(heartbeatTopic: string, heartbeat: Heartbeat, now: number): void {
    const waiting = this.waiting.get(heartbeatTopic) ?? [];
    this.waiting.set(heartbeatTopic, waiting);
    const covers = this.topicsByHeartbeat.get(heartbeatTopic)?.every((topic) => topic in heartbeat.ends) ?? false;
    const at = Date.parse(heartbeat.at);
    // Who began by a clock that was ahead begins again where it was set back to.
    if (now < this.since) this.since = now;
    if (covers && at >= this.since) {
      const time = Math.min(at, now);
      const proof = { time, elapsed: this.elapsed() - (now - time) };
      this.lately.set(heartbeatTopic, [...(this.lately.get(heartbeatTopic) ?? []), { ends: known(heartbeat.ends), ...proof }].slice(-MOST_HEARD));
      if (waiting.length < MOST_WAITING) waiting.push({ ends: this.own(heartbeatTopic, heartbeat), ...proof });
    }
    this.settle(heartbeatTopic);
  }

  /** Whether another reader, who has come to these offsets, has reached what each publisher said that is no older, of all its topics. */
  reachedWithin(maxAgeMillis: number, now: number, offsets: Offsets): boolean {
    const theirs = new Progress(offsets);
    return [...this.topicsByHeartbeat.keys()].every((heartbeatTopic) => (this.lately.get(heartbeatTopic) ?? []).some((said) => this.ageOf(said, now) <= maxAgeMillis && theirs.reached(said.ends)));
  }

  progressed(): void {
    for (const heartbeatTopic of this.waiting.keys()) this.settle(heartbeatTopic);
  }

  ageMillis(now: number): number {
    return Math.max(...[...this.topicsByHeartbeat.keys()].map((heartbeatTopic) => this.ageOf(this.reachedAt.get(heartbeatTopic) ?? NEVER, now)));
  }

  private ageOf({ time, elapsed }: Proof, now: number): number {
    return Math.max(now - time, this.elapsed() - elapsed);
  }

  private settle(heartbeatTopic: string): void {
    const waiting = this.waiting.get(heartbeatTopic) ?? [];
    for (let [next] = waiting; next && this.reached(next.ends); [next] = waiting) {
      const reached = this.reachedAt.get(heartbeatTopic) ?? NEVER;
      if (next.elapsed >= reached.elapsed) this.reachedAt.set(heartbeatTopic, next);
      waiting.shift();
    }
  }

  private own(heartbeatTopic: string, { ends }: Heartbeat): Offsets {
    return Object.fromEntries((this.topicsByHeartbeat.get(heartbeatTopic) ?? []).map((topic) => [topic, ends[topic] ?? []]));
  }
}
