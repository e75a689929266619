import { AccessIndex } from '#access-index';
import { topics, type Fact } from '#contracts';
import { latest, type Clock, type Instant, type StreamVersion } from '#kernel';
import type { Feed, Messaging, Offsets } from '#messaging';
import { refuseLooking, type Standings } from '../domain/viewers.js';

const FAMILIES = ['authority', 'withdrawal', 'catalogue', 'charter', 'staff'];
const followed = topics.filter(({ owner, family }) => owner === 'access-delegation' && FAMILIES.includes(family));
const regional = new Set(followed.filter(({ key }) => key === 'none').map(({ topic }) => topic));

const OLDEST_MILLIS = 5_000;

const sourceOf = (stream: string): string => `/access-delegation/${stream}`;

/** Audit's own index of who manages what, fed by the published facts; it answers only while they are fresh and whole. */
export class AccessView implements Standings {
  readonly name = 'access-view';
  readonly answersRestOnIt = true;
  private readonly index = new AccessIndex();
  private readonly feed: Feed;

  constructor(messaging: Messaging, private readonly clock: Clock) {
    this.feed = messaging.feed({ topics: followed.map(({ topic }) => topic), unknown: 'park', apply: (fact) => { this.apply(fact); } });
  }

  start(): void {
    this.feed.start();
  }

  async stop(): Promise<void> {
    await this.feed.stop();
  }

  /** While facts may be missing whoever asks is refused: from the start on, until everything published by then was read. */
  problem(): string | undefined {
    return this.feed.problem() ?? (this.feed.fresh(OLDEST_MILLIS) ? undefined : `${this.name} does not know everything that was published`);
  }

  async caughtUp(): Promise<void> {
    await this.feed.caughtUp();
  }

  /** @throws `audit-unavailable` while facts about one of these, or about the Region, are missing or may be. */
  requireFresh(...keys: readonly string[]): void {
    const parked = this.feed.parkedKeys().some(({ topic, key }) => regional.has(topic) || keys.includes(key));
    if (parked || !this.feed.fresh(OLDEST_MILLIS)) throw refuseLooking('audit-unavailable');
  }

  /** True when who has come to these offsets of the log has all that was published, as far as an answer may be behind. */
  isReachedBy(offsets: Offsets): boolean {
    return this.feed.reachedBy(offsets, OLDEST_MILLIS);
  }

  /** The version up to which this stream is taken into account. */
  newestOf(stream: string): StreamVersion {
    return { stream, version: this.index.appliedVersion(sourceOf(stream)) };
  }

  /** True once this fact, if access rests on its kind, is taken into account. */
  has(stream: string, version: number): boolean {
    return !FAMILIES.some((family) => stream === family || stream.startsWith(`${family}-`)) || this.newestOf(stream).version >= version;
  }

  holdsOffice(personId: string, authorityId: string): boolean {
    return this.index.holdsOffice(personId, authorityId);
  }

  manages(personId: string, authorityId: string): boolean {
    return this.index.manages(personId, authorityId, this.now());
  }

  managesInGrace(personId: string, authorityId: string): boolean {
    return this.index.managesInGrace(personId, authorityId, this.now());
  }

  staff(personId: string, held: 'OFFICER' | 'HELPDESK' | 'AUDITOR', where: string | null): boolean {
    const province = where === null ? null : (this.index.authority(where)?.province ?? null);
    return this.index.staff(personId, held, { subject: null, province });
  }

  isAuthority(authorityId: string): boolean {
    return this.index.authority(authorityId) !== undefined;
  }

  successorOf(authorityId: string): string | null {
    return this.index.authority(authorityId)?.successorId ?? null;
  }

  private apply(fact: Fact): void {
    const outcome = this.index.apply(fact);
    if (outcome === 'gap' || outcome === 'unknown') throw new FactNotApplied(fact, outcome);
  }

  private now(): Instant {
    return latest(this.clock.now(), this.index.newestRecordedAt);
  }
}

class FactNotApplied extends Error {
  override readonly name = 'FactNotApplied';
  constructor({ source, sequence }: Fact, outcome: string) {
    super(`${outcome}: ${source} at ${String(sequence)}`);
  }
}
