import type { Heartbeat } from '#contracts';
import type { Offsets } from './message.js';

/** Newer ones are passed over while so many wait: once the oldest are reached, fresh ones follow within a second. */
const MOST_WAITING = 100;

/** The age of a feed: that of the newest heartbeat of each publisher whose ends it has reached. */
export class Freshness {
  private readonly waiting = new Map<string, Heartbeat[]>();
  private readonly reachedAt = new Map<string, number>();

  /** Heartbeats from before `since` prove nothing: what was published meanwhile was not yet followed. */
  constructor(
    private readonly topicsByHeartbeat: ReadonlyMap<string, readonly string[]>,
    private readonly reached: (ends: Offsets) => boolean,
    private readonly since: number,
  ) {}

  heard(heartbeatTopic: string, heartbeat: Heartbeat): void {
    const waiting = this.waiting.get(heartbeatTopic) ?? [];
    this.waiting.set(heartbeatTopic, waiting);
    const covers = this.topicsByHeartbeat.get(heartbeatTopic)?.every((topic) => topic in heartbeat.ends) ?? false;
    if (covers && Date.parse(heartbeat.at) >= this.since && waiting.length < MOST_WAITING) waiting.push(heartbeat);
    this.settle(heartbeatTopic);
  }

  progressed(): void {
    for (const heartbeatTopic of this.waiting.keys()) this.settle(heartbeatTopic);
  }

  ageMillis(now: number): number {
    return Math.max(...[...this.topicsByHeartbeat.keys()].map((heartbeatTopic) => now - (this.reachedAt.get(heartbeatTopic) ?? -Infinity)));
  }

  private settle(heartbeatTopic: string): void {
    const waiting = this.waiting.get(heartbeatTopic) ?? [];
    for (let [next] = waiting; next && this.reached(this.own(heartbeatTopic, next)); [next] = waiting) {
      this.reachedAt.set(heartbeatTopic, Math.max(Date.parse(next.at), this.reachedAt.get(heartbeatTopic) ?? -Infinity));
      waiting.shift();
    }
  }

  private own(heartbeatTopic: string, { ends }: Heartbeat): Offsets {
    return Object.fromEntries((this.topicsByHeartbeat.get(heartbeatTopic) ?? []).map((topic) => [topic, ends[topic] ?? []]));
  }
}
