import type { CharterFact } from '#contracts';
import { DAY, plus, type Instant } from '#kernel';
import type { Handlers } from './handlers.js';
import { NEVER, type Period } from './instants.js';

export type CharterVersion = { readonly version: number; readonly publishedAt: Instant };
const TIME_TO_ACCEPT = 30 * DAY;

/** The charter in force and the one before it, which stays good enough for 30 days. */
export class CharterView {
  current: CharterVersion | null = null;
  previous: CharterVersion | null = null;

  /** When having accepted this version is enough. */
  suffices(version: number): Period | undefined {
    if (this.current?.version === version) return { from: this.current.publishedAt, until: NEVER };
    if (this.current && this.previous?.version === version) return { from: this.previous.publishedAt, until: plus(this.current.publishedAt, TIME_TO_ACCEPT) };
    return undefined;
  }
}

export const charterHandlers: Handlers<CharterFact, [CharterView]> = {
  'access-delegation.charter-published.v1': ({ time, data: { version } }, charter) => {
    charter.previous = charter.current;
    charter.current = { version, publishedAt: time };
  },
};
