import type { DeriveId, EventStore, StoredEvent } from '#kernel';
import { authorityCatalogue } from '../../authorities/domain/authority.catalogue.js';
import type { AuthorityDetails } from '../../authorities/domain/authority.js';
import { Reservations, type Numbers } from '../../reservations/application/reservations.js';
import { followingFrom } from './system-context.js';

/** Whoever closes or corrects an authority frees its numbers himself; this frees what a crash in between has kept. */
export class UnusedNumbers {
  constructor(private readonly reservations: Reservations, private readonly store: EventStore, private readonly deriveId: DeriveId) {}

  async free(authorityId: string, stored: StoredEvent): Promise<void> {
    const history = await this.store.read(stored.stream, { limit: stored.version });
    await this.reservations.releaseUnused(authorityId, numbersIn(history), followingFrom(stored, 'unused-numbers', '', this.deriveId));
  }
}

/** Every number that an authority ever had. */
const numbersIn = (history: readonly StoredEvent[]): readonly Numbers[] => {
  const had: Numbers[] = [];
  let details: Partial<AuthorityDetails> = {};
  for (const stored of history) {
    if (stored.type !== 'AuthorityRegistered' && stored.type !== 'AuthorityDetailsCorrected') continue;
    details = { ...details, ...(authorityCatalogue.decode(stored).data as Partial<AuthorityDetails>) };
    const { type, enterpriseNumber = null, nisCode = null } = details;
    if (type !== undefined) had.push({ type, enterpriseNumber, nisCode });
  }
  return had;
};
