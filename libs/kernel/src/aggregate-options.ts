import type { Clock } from './clock.js';
import type { DeriveId } from './command-context.js';
import type { StreamVersion } from './event.js';
import type { StreamCacheOptions } from './stream-cache.js';

/** Facts that a decision needs from elsewhere, with the streams and versions they were read at. */
export type LookedUp<Facts> = { readonly facts: Facts; readonly decidedOn: readonly StreamVersion[] };
export type LookUp<State, Facts> = (state: State) => Promise<LookedUp<Facts>>;

export type AggregateOptions = StreamCacheOptions & {
  readonly clock: Clock;
  readonly deriveId: DeriveId;
  /** Seals what a later read must have seen. */
  readonly token: (streams: readonly StreamVersion[]) => string;
  /** Encrypts a note for the person it concerns. */
  readonly sealNote: (note: string, about: { readonly eventId: string; readonly subject: string }) => Promise<string>;
};
