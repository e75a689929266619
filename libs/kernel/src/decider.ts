import type { Instant } from './clock.js';
import type { Actor, DomainEvent, Standing, StoredEvent } from './event.js';

export type DomainCommand<Type extends string = string, Data = unknown> = { readonly type: Type; readonly data: Data };

/** What a decision may rest on beside command and state: the instant and the actor, and facts of other streams. */
export type Circumstances = { readonly at: Instant; readonly actor: Actor };

/** The events a command comes to, and in which capacity its actor may do that. No events: nothing had to change. */
export type Decision<Event> = { readonly events: readonly Event[]; readonly as: Standing };

/** A note as it was sealed, and what it opens with. */
export type SealedNote = { readonly sealed: string; readonly eventId: string; readonly subject: string };

/** When, as which version and why an event was recorded: what a fold may need beside its data. */
export type Recording = { readonly version: number; readonly recordedAt: Instant; readonly reasonCode?: string; readonly note?: SealedNote };

export const recordingOf = ({ version, metadata: { recordedAt, reasonCode, note, eventId, subject } }: Pick<StoredEvent, 'version' | 'metadata'>): Recording => ({
  version, recordedAt,
  ...(reasonCode === undefined ? {} : { reasonCode }),
  ...(note === undefined || subject === undefined ? {} : { note: { sealed: note, eventId, subject } }),
});

/**
 * The rules of one stream, pure: no clock, no randomness, no I/O. `decide` refuses by throwing a DomainError.
 * State is JSON, so that snapshots can hold it.
 */
export interface Decider<State, Command, Event extends DomainEvent<string, unknown>, Facts = unknown> {
  readonly initialState: State;
  /** Raised with every change of what the state looks like: older snapshots are then ignored. Default 1. */
  readonly stateShape?: number;
  decide(command: Command, state: State, on: Circumstances & Facts): Decision<Event>;
  evolve(state: State, event: Event, recording: Recording): State;
}
