import { START, type Position } from '#kernel';

/** This store never gave that position out: it is of another store, or of this one before an older backup was restored. */
export class UnknownPosition extends Error {
  override readonly name = 'UnknownPosition';
  constructor(position: Position, otherwise: string) {
    super(`position "${position}" is not of this store, ${otherwise}`);
  }
}

/** The number behind a position. @throws UnknownPosition: following from it would skip events without a word. */
export const sequenceOf = (position: Position, last: number): number => {
  if (position === START) return 0;
  const sequence = /^[1-9]\d{0,15}$/.test(position) ? Number(position) : Infinity;
  if (sequence > last) throw new UnknownPosition(position, `which ends at ${String(last)}`);
  return sequence;
};

export const positionAt = (sequence: number): Position => (sequence === 0 ? START : String(sequence));
