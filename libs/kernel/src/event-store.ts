import { DomainError } from './domain-error.js';
import type { NewEvent, Position, StoredEvent } from './event.js';

export type ReadOptions = {
  /** Only events after this version (forwards) or before it (backwards; 0 = from the end). Default 0. */
  readonly after?: number;
  readonly limit?: number;
  readonly backwards?: boolean;
};

/** `caughtUp`: a read begun when this batch was taken found nothing after it. Batches without events may still advance `position`. */
export type Batch = { readonly events: readonly StoredEvent[]; readonly position: Position; readonly caughtUp: boolean };

export type Subscription = {
  /** Stops after the batch in hand; resolves when the handler has returned. */
  stop(): Promise<void>;
  /** Rejects with the handler's or the store's error; resolves after `stop()`. */
  readonly done: Promise<void>;
};

/** All that a store held at one moment. `isWithin` says whether who has come to a position has all of it; others may have appended more since. */
export type Extent = { isWithin(position: Position): boolean };

/** Append-only streams of facts with a total order. Promises are kept by the contract suite in `#event-store/testing`. */
export abstract class EventStore {
  /** True when nobody else can append: a state folded here is current without looking again. */
  abstract readonly soleWriter: boolean;

  /**
   * Appends all or nothing, after the stream's `expectedVersion` (0 = no stream yet), and answers after the commit.
   * `recordedAt` is stamped from the clock and never goes back. The same event ids at the same expected version answer
   * success again.
   * @throws WrongExpectedVersion, EventTooLarge, StoreUnavailable
   */
  abstract append(stream: string, events: readonly NewEvent[], expectedVersion: number): Promise<readonly StoredEvent[]>;

  /** Events of one stream in version order (backwards: newest first); at most `limit` (default 1,000). Absent stream: none. */
  abstract read(stream: string, options?: ReadOptions): Promise<readonly StoredEvent[]>;

  /** Events of all streams after `position`, then those to come; one batch at a time, the next after the handler resolved. */
  abstract follow(after: Position, handle: (batch: Batch) => Promise<void>): Subscription;

  /** True when the store said within the last second that nothing follows `position`. */
  abstract caughtUp(position: Position): Promise<boolean>;

  /** What the store holds after `position`, by a look begun after the call. @throws StoreUnavailable */
  abstract extent(position: Position): Promise<Extent>;

  abstract close(): Promise<void>;
}

/** Somebody appended first: read again, decide again. */
export class WrongExpectedVersion extends Error {
  override readonly name = 'WrongExpectedVersion';
  constructor(readonly stream: string, readonly expected: number, readonly actual: number) {
    super(`${stream} is at version ${String(actual)}, not ${String(expected)}`);
  }
}

/** The store cannot be reached: whether an append was recorded is not known, and the same again is harmless. */
export class StoreUnavailable extends DomainError<'event-store-unavailable'> {
  constructor(override readonly cause: unknown) {
    super('unavailable', 'event-store-unavailable', 'What was recorded cannot be reached now; ask again.');
  }
}

/** One event, or on a remote store one append, of more than `limit` bytes: nothing was appended. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
  constructor(readonly stream: string, readonly bytes: number, readonly limit: number) {
    super(`an event of ${String(bytes)} bytes for ${stream} is over the limit of ${String(limit)}`);
  }
}
