import { Seal } from '#contracts';
import { millisOf, DAY, type Clock, type Json, type JsonObject } from '#kernel';
import { canonicalHash } from './canonical-json.js';
import { refuseRequest } from './request.problems.js';

const LONGEST_CURSOR = 2_048;

/** To whom a cursor was given and for which question (its filters and order, without the cursor and the page size). */
export type CursorFor = { readonly caller: string; readonly query: JsonObject };

/** Places in lists that a client passes back, unreadable and worthless to another caller, in another list, or after a day. */
export class Cursors<Position extends Json = string> {
  private readonly sealing: Seal;

  constructor(key: Buffer, private readonly clock: Clock) {
    this.sealing = new Seal(key, 'cu1');
  }

  seal(position: Position, given: CursorFor): string {
    const until = millisOf(this.clock.now()) + DAY;
    return this.sealing.seal(JSON.stringify([until, position]), contextOf(given));
  }

  /** @throws Problem 400 `cursor-not-valid` for what was forged, is another's, of another query, or older than 24 hours */
  open(cursor: string, given: CursorFor): Position {
    const text = cursor.length > LONGEST_CURSOR ? undefined : this.sealing.open(cursor, contextOf(given));
    if (text === undefined) throw refuseRequest('cursor-not-valid');
    const [until, position] = JSON.parse(text) as [number, Position];
    if (millisOf(this.clock.now()) >= until) throw refuseRequest('cursor-not-valid');
    return position;
  }
}

const contextOf = ({ caller, query }: CursorFor): string => canonicalHash({ caller, query });
