import type { RecordedEvent } from '@eventstore/db-client';
import { START, type Position } from '#kernel';
import { UnknownPosition } from './sequence.js';

/** A place in the total order of `$all`. */
export type Place = { readonly commit: bigint; readonly prepare: bigint };

/** Before everything: what `START` says. */
export const BEGINNING: Place = { commit: -1n, prepare: -1n };

const LARGEST = 2n ** 63n - 1n;
const WRITTEN = /^(\d{1,19})\/(\d{1,19})(?:@([\da-f-]{36}))?$/;

export const isAfter = (one: Place, other: Place): boolean =>
  one.commit > other.commit || (one.commit === other.commit && one.prepare > other.prepare);
export const earlier = (one: Place, other: Place): Place => (isAfter(one, other) ? other : one);
export const isSame = (one: Place, other: Place): boolean => one.commit === other.commit && one.prepare === other.prepare;
export const later = (one: Place, other: Place): Place => (isAfter(one, other) ? one : other);

/** What a position says: a place, and which event stands there; positions that were saved by a former version do not say which. */
export type Mark = { readonly place: Place; readonly id: string | undefined };

/** False for what servers say that have nothing to say: the largest of all numbers. */
export const isPlace = ({ commit }: Place): boolean => commit <= LARGEST;

/** Servers before 22.6 do not say where in `$all` an event of a stream is. */
export const placeOf = (event: { readonly position?: Place }): Place => {
  const { position } = event;
  if (!position || !isPlace(position)) throw new Error('the event store does not tell positions of events: version 22.6 or later is needed');
  return position;
};

export const positionOf = (event: RecordedEvent): Position => {
  const { commit, prepare } = placeOf(event);
  return `${String(commit)}/${String(prepare)}@${event.id}`;
};

/** @throws UnknownPosition when it is not a position of this engine. */
export const readPosition = (position: Position): Mark => {
  if (position === START) return { place: BEGINNING, id: undefined };
  const [, commit, prepare, id] = WRITTEN.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) throw new UnknownPosition(position, 'whose positions are COMMIT/PREPARE@ID');
  return { place: { commit: BigInt(commit), prepare: BigInt(prepare) }, id };
};
