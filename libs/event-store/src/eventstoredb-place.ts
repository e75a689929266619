import { START, type Position } from '#kernel';
import { UnknownPosition } from './sequence.js';

/** A place in the total order of `$all`. */
export type Place = { readonly commit: bigint; readonly prepare: bigint };

/** Before everything: what `START` says. */
export const BEGINNING: Place = { commit: -1n, prepare: -1n };

const LARGEST = 2n ** 63n - 1n;
const WRITTEN = /^(\d{1,19})\/(\d{1,19})(~?)$/;

export const isAfter = (one: Place, other: Place): boolean =>
  one.commit > other.commit || (one.commit === other.commit && one.prepare > other.prepare);
export const earlier = (one: Place, other: Place): Place => (isAfter(one, other) ? other : one);
export const later = (one: Place, other: Place): Place => (isAfter(one, other) ? one : other);

/** Servers before 22.6 do not say where in `$all` an event of a stream is. */
export const placeOf = (event: { readonly position?: Place }): Place => {
  const { position } = event;
  if (!position || position.commit > LARGEST) throw new Error('the event store does not tell positions of events: version 22.6 or later is needed');
  return position;
};

export const positionOf = ({ commit, prepare }: Place): Position => (commit < 0n ? START : `${String(commit)}/${String(prepare)}`);

/** How far a filtered subscription has looked, written apart: it may lie beyond the last event. */
export const checkpointOf = (place: Place): Position => (place.commit < 0n ? START : `${positionOf(place)}~`);

/** @throws UnknownPosition when it is not a position of this engine. */
export const readPosition = (position: Position): { readonly place: Place; readonly ofEvent: boolean } => {
  if (position === START) return { place: BEGINNING, ofEvent: false };
  const [, commit, prepare, checkpoint] = WRITTEN.exec(position) ?? [];
  if (commit === undefined || prepare === undefined) throw new UnknownPosition(position, 'COMMIT/PREPARE');
  return { place: { commit: BigInt(commit), prepare: BigInt(prepare) }, ofEvent: checkpoint === '' };
};
