import type { CharterFact } from '#contracts';
import { DAY, plus, type Instant } from '#kernel';
import type { Handlers } from './handlers.js';
import { NEVER, type Period } from './instants.js';

export type CharterVersion = { readonly version: number; readonly publishedAt: Instant };
const TIME_TO_ACCEPT = 30 * DAY;

/** The versions of the charter, the oldest first. Each must be accepted within 30 days: until then it is enough to have accepted the one before. */
export class CharterView {
  versions: readonly CharterVersion[] = [];

  /** When having accepted this version is enough. */
  suffices(version: number): Period | undefined {
    const index = this.versions.findLastIndex((published) => published.version === version);
    const [published, next] = index < 0 ? [] : this.versions.slice(index, index + 2);
    return published && { from: published.publishedAt, until: next ? plus(next.publishedAt, TIME_TO_ACCEPT) : NEVER };
  }
}

export const charterHandlers: Handlers<CharterFact, [CharterView]> = {
  'access-delegation.charter-published.v1': ({ time, data: { version } }, charter) => {
    charter.versions = [...charter.versions, { version, publishedAt: time }];
  },
};
