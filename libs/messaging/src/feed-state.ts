import type { Fact } from '#contracts';
import { BadMessage } from './bad-message.js';
import { toFact } from './cloud-events.js';
import { envelopeOf, isNext } from './envelope.js';
import type { Message, Offsets } from './message.js';
import { parkedKeyOf, type ParkedKey } from './parked.js';
import { Progress } from './progress.js';
import { replay } from './replay.js';

/** Where a feed stands, as JSON: saved with what it was applied to, given back at the next start. */
export type FeedSnapshot = {
  readonly offsets: Offsets;
  readonly versions: Readonly<Record<string, number>>;
  readonly parked: readonly ParkedKey[];
};

export type FeedRules = {
  /** In order per source, each fact once. What it throws parks the key. */
  readonly apply: (fact: Fact) => void | Promise<void>;
  /** `park` where a type this build does not know may matter to an answer. Default `ignore`. */
  readonly unknown?: 'ignore' | 'park';
  readonly onParked?: (parked: ParkedKey) => void;
};

/** What a feed remembers in memory: how far it is, the last version of each source, the keys that are parked. */
export class FeedState {
  readonly progress: Progress;
  private readonly versions: Map<string, number>;
  private readonly parked: Map<string, ParkedKey>;

  constructor(private readonly rules: FeedRules, from?: FeedSnapshot) {
    this.progress = new Progress(from?.offsets);
    this.versions = new Map(Object.entries(from?.versions ?? {}));
    this.parked = new Map(from?.parked.map((parked) => [idOf(parked), parked]));
  }

  get parkedKeys(): readonly ParkedKey[] {
    return [...this.parked.values()];
  }

  snapshot(): FeedSnapshot {
    return { offsets: this.progress.offsets, versions: Object.fromEntries(this.versions), parked: this.parkedKeys };
  }

  async take(message: Message): Promise<void> {
    if (!this.parked.has(idOf(message))) await this.apply(message).catch((error: unknown) => { this.park(message, error); });
    this.progress.moved(message.topic, message.partition, message.offset + 1);
  }

  /** Takes the messages of a parked key again, from the one that parked it. */
  async retry(parked: ParkedKey, messages: readonly Message[]): Promise<void> {
    const { left: [first], error } = await replay(messages, (message) => this.apply(message));
    if (first) this.park(first, error);
    else this.parked.delete(idOf(parked));
  }

  private async apply(message: Message): Promise<void> {
    const envelope = envelopeOf(message);
    if (!isNext(envelope, this.versions.get(envelope.source) ?? 0)) return;
    const fact = this.known(message);
    if (fact) await this.rules.apply(fact);
    this.versions.set(envelope.source, envelope.sequence);
  }

  private known(message: Message): Fact | undefined {
    try {
      return toFact(message);
    } catch (error) {
      const unknown = error instanceof BadMessage && (error.code === 'unknown-type' || error.code === 'future-schema');
      if (unknown && this.rules.unknown !== 'park') return undefined;
      throw error;
    }
  }

  private park(message: Message, error: unknown): void {
    const parked = parkedKeyOf(message, error);
    this.parked.set(idOf(message), parked);
    this.rules.onParked?.(parked);
  }
}

const idOf = ({ topic, key }: { readonly topic: string; readonly key: string }): string => `${topic}|${key}`;
