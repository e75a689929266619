import { setTimeout as pause } from 'node:timers/promises';
import { LARGEST, topics } from '#contracts';
import type { DeriveId, EventStore, NewEvent, Subscription } from '#kernel';
import type { Message, Messaging } from '#messaging';
import { LEDGER, ledgerEntry, sizeOf } from '../domain/ledger-entry.js';
import { nothingYet, progressAfter, reached, unseen, type LedgerProgress } from '../domain/ledger-progress.js';
import type { LedgerOffsets } from './ledger-offsets.js';

export type LedgerOptions = {
  readonly store: EventStore;
  readonly offsets: LedgerOffsets;
  readonly messaging: Messaging;
  readonly deriveId: DeriveId;
  /** Messages after which the offsets are saved; those after are found again in the ledger itself. */
  readonly saveEvery?: number;
  readonly onFailure?: (error: unknown) => void;
};

const SAVE_EVERY = 1_000;
const LONGEST_PAUSE_MILLIS = 10_000;

/**
 * Appends every message of every topic as received. Its own count is the version it expects: who was overtaken, by the
 * owner of today or by one of yesterday that came late, begins anew after what the other appended, and nothing stands there twice.
 */
export class Ledger {
  readonly name = 'ledger';
  private progress = nothingYet;
  private saved = 0;
  private failures = 0;
  private failure: string | undefined = 'ledger is not started';
  private subscription: Subscription | undefined;
  private running: Promise<void> | undefined;
  private waiting: (() => void)[] = [];
  private readonly stopping = new AbortController();

  constructor(private readonly options: LedgerOptions) {}

  async start(): Promise<void> {
    this.progress = await this.options.offsets.load();
    this.running ??= this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.subscription?.stop();
    await this.running;
    if (this.progress.version > this.saved) await this.save();
  }

  problem(): string | undefined {
    return this.failure;
  }

  /** Resolves once everything published before the call stands in the ledger. */
  async caughtUp(): Promise<void> {
    const ends = await this.options.messaging.ends(topics.map(({ topic }) => topic));
    while (!reached(this.progress.offsets, ends)) {
      if (this.stopping.signal.aborted) throw new Error('the ledger has stopped');
      await new Promise<void>((resolve) => { this.waiting.push(resolve); });
    }
  }

  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.follow();
      } catch (error) {
        this.failures += 1;
        this.failure = `ledger: ${error instanceof Error ? error.message : String(error)}`;
        this.options.onFailure?.(error);
        await pause(Math.min(50 * 2 ** this.failures, LONGEST_PAUSE_MILLIS), undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
    this.wake();
  }

  private async follow(): Promise<void> {
    const { offsets, messaging } = this.options;
    // After a failure only the store knows what was appended.
    if (this.failures > 0) this.progress = await offsets.load();
    if (this.stopping.signal.aborted) return;
    this.subscription = messaging.messages({ from: this.progress.offsets }, ({ messages }) => this.keep(messages));
    this.failure = undefined;
    this.wake();
    await this.subscription.done;
  }

  private async keep(messages: readonly Message[]): Promise<void> {
    const { store, deriveId, saveEvery = SAVE_EVERY } = this.options;
    const received = unseen(messages, this.progress);
    if (received.length === 0) return;
    for (const part of inAppends(received.map((message) => ({ message, entry: ledgerEntry(message, deriveId) })))) {
      await store.append(LEDGER, part.map(({ entry }) => entry), this.progress.version);
      this.moved(progressAfter(this.progress, part.map(({ message }) => message)));
    }
    if (this.progress.version - this.saved >= saveEvery) await this.save();
  }

  private async save(): Promise<void> {
    await this.options.offsets.save(this.progress);
    this.saved = this.progress.version;
  }

  private moved(progress: LedgerProgress): void {
    this.progress = progress;
    this.failures = 0;
    this.failure = undefined;
    this.wake();
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const look of waiting) look();
  }
}

type Received = { readonly message: Message; readonly entry: NewEvent };

/** A store may take no more in one append than in one event. */
const inAppends = (received: readonly Received[]): readonly (readonly Received[])[] => {
  const parts: Received[][] = [];
  let room = 0;
  for (const one of received) {
    const size = sizeOf(one.entry);
    const part = parts.at(-1);
    if (part && size <= room) part.push(one);
    else parts.push([one]);
    room = (part && size <= room ? room : LARGEST.ledgerEntry) - size;
  }
  return parts;
};
