import { heartbeatTopicOf } from '#contracts';
import type { FactLog } from './fact-log.js';
import { FeedState, type FeedRules, type FeedSnapshot } from './feed-state.js';
import { Freshness } from './freshness.js';
import { heartbeatIn, servicesOf } from './heartbeats.js';
import { KeptSubscription } from './kept-subscription.js';
import type { Message, MessageBatch, Offsets } from './message.js';
import type { ParkedKey } from './parked.js';
import { endsOf } from './progress.js';
import { Turns } from './turns.js';

export type FeedOptions = FeedRules & {
  readonly log: FactLog;
  readonly topics: readonly string[];
  readonly from?: FeedSnapshot;
  /** The machine's clock, which heartbeats use. */
  readonly now?: () => number;
  /** Milliseconds that only grow, whatever time of day it is said to be. */
  readonly elapsed?: () => number;
  readonly limit?: number;
};

const PAGE = 500;

/** Everything published on some topics, followed by every instance for itself and kept in memory. */
export class Feed {
  private readonly state: FeedState;
  private readonly facts: KeptSubscription;
  private readonly heartbeats: KeptSubscription;
  private readonly freshness: Freshness;
  private readonly turns = new Turns();
  private readonly now: () => number;
  private ended = false;

  constructor(private readonly options: FeedOptions) {
    const { log, topics, from, limit, now = Date.now, elapsed } = options;
    this.now = now;
    this.state = new FeedState(options, from);
    const topicsBy = new Map([...servicesOf(topics)].map(([service, own]) => [heartbeatTopicOf(service), own]));
    this.freshness = new Freshness(topicsBy, (ends) => this.state.progress.reached(ends), now(), elapsed);
    this.facts = new KeptSubscription(() => log.follow(
      { topics, from: async (topic, partition) => this.state.progress.offset(topic, partition), ...(limit === undefined ? {} : { limit }) },
      (batch) => this.turns.take(() => this.take(batch)),
    ));
    this.heartbeats = new KeptSubscription(() => log.follow(
      { topics: [...topicsBy.keys()], from: async (topic, partition) => (await log.ends(topic))[partition] ?? 0 },
      async (batch) => { this.hear(batch); },
    ));
  }

  /** Keys that a snapshot holds parked are tried again first. */
  start(): void {
    this.turns.take(() => this.retry(this.parkedKeys())).catch(() => undefined);
    this.facts.start();
    this.heartbeats.start();
  }

  async stop(): Promise<void> {
    this.ended = true;
    await Promise.all([this.facts.stop(), this.heartbeats.stop()]);
  }

  get stopped(): boolean {
    return this.ended;
  }

  get topics(): readonly string[] {
    return this.options.topics;
  }

  /** Why it does not get on; undefined when it does. */
  problem(): string | undefined {
    return this.facts.problem ?? this.heartbeats.problem;
  }

  /** True when nothing recorded longer ago than this is missing, parked keys apart. */
  fresh(maxAgeMillis: number): boolean {
    return this.ageMillis() <= maxAgeMillis;
  }

  /**
   * True when another reader, who has come to these offsets, misses nothing that was recorded longer ago than this by the
   * services that this feed follows, in whichever of their topics.
   */
  reachedBy(offsets: Offsets, maxAgeMillis: number): boolean {
    return this.freshness.reachedWithin(maxAgeMillis, this.now(), offsets);
  }

  /** Infinite until a heartbeat written since the start was reached. */
  ageMillis(): number {
    return this.freshness.ageMillis(this.now());
  }

  /** True while facts of this key, in any topic, wait for an operator. */
  parked(key: string): boolean {
    return this.parkedKeys().some((parked) => parked.key === key);
  }

  parkedKeys(): readonly ParkedKey[] {
    return this.state.parkedKeys;
  }

  /** Tries the facts of a parked key again, read from the log. */
  replay(key: string): Promise<void> {
    return this.turns.take(() => this.retry(this.parkedKeys().filter((parked) => parked.key === key)));
  }

  /** Resolves once everything published before the call was applied or parked. */
  async caughtUp(): Promise<void> {
    await this.state.progress.until(await endsOf(this.options.log, this.options.topics));
  }

  /** Where it stands between two facts; `save` what they were applied to before letting go. */
  snapshot<Result>(save: (snapshot: FeedSnapshot) => Promise<Result>): Promise<Result> {
    return this.turns.take(() => save(this.state.snapshot()));
  }

  private async take({ messages }: MessageBatch): Promise<void> {
    for (const message of messages) await this.state.take(message);
    this.facts.progressed();
    this.freshness.progressed();
  }

  private async retry(keys: readonly ParkedKey[]): Promise<void> {
    for (const parked of keys) await this.state.retry(parked, await this.messagesOf(parked));
  }

  private async messagesOf({ topic, key, partition, offset }: ParkedKey): Promise<readonly Message[]> {
    const until = this.state.progress.offset(topic, partition);
    const found: Message[] = [];
    for (let next = offset; next < until;) {
      const page = await this.options.log.read(topic, partition, next, Math.min(PAGE, until - next));
      found.push(...page.filter((message) => message.key === key));
      next = (page.at(-1)?.offset ?? until) + 1;
    }
    return found;
  }

  private hear({ topic, messages }: MessageBatch): void {
    for (const { value } of messages) {
      const heartbeat = heartbeatIn(value);
      if (heartbeat) this.freshness.heard(topic, heartbeat, this.now());
    }
    this.heartbeats.progressed();
  }
}
