import type { RecordedEvent } from '@eventstore/db-client';
import { START, type Position } from '#kernel';
import { readPosition, type Place } from './eventstoredb-place.js';
import { UnknownPosition } from './sequence.js';

const REMEMBERED = 10_000;

/**
 * Which positions are of the store as it stands. What it told over the present connections it is not asked about again;
 * behind a lost one there may be another store, or this one as an older backup held it, grown again since.
 */
export class Lineage {
  private readonly told = new Set<Position>();

  constructor(private readonly ownAt: (place: Place) => Promise<RecordedEvent | undefined>) {}

  tells(position: Position): void {
    if (this.told.size >= REMEMBERED) this.told.clear();
    this.told.add(position);
  }

  connectionLost(): void {
    this.told.clear();
  }

  /** @throws UnknownPosition when the event of that position does not stand there. */
  async verify(position: Position): Promise<void> {
    if (position === START || this.told.has(position)) return;
    const { place, id } = readPosition(position);
    const event = await this.ownAt(place);
    if (!event || (id !== undefined && event.id !== id)) throw new UnknownPosition(position, `which holds ${event?.id ?? 'nothing of ours'} there`);
    this.tells(position);
  }
}
