import type { Recorded } from '#kernel';
import type { Collection, CollectionDefinition, UnitOfWork } from '#persistence';
import type { AuthorityEvent } from '../domain/private-space.js';

/** An authority as lists show it. `name` is the French one, folded for sorting and searching by its beginning. */
export type ListedAuthority = {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly title: { readonly fr: string; readonly de?: string; readonly nl?: string; readonly en?: string };
  readonly enterpriseNumber: string | null;
  readonly nisCode: string | null;
  readonly province: string | null;
  readonly status: 'OPEN' | 'CLOSED' | 'MERGED';
};

export const listedAuthorities: CollectionDefinition<ListedAuthority> = {
  name: 'authorities', indexes: [{ fields: ['name'] }, { fields: ['type', 'name'] }, { fields: ['province', 'name'] }, { fields: ['nisCode'] }, { fields: ['enterpriseNumber'] }],
};

/** Without accents and capitals: "Écaussinnes" is found and sorted as "ecaussinnes". */
export const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** What a fact makes of the authority in lists. */
export const listAuthority = async (event: Recorded<AuthorityEvent>, unit: UnitOfWork, authorities: Collection<ListedAuthority>): Promise<void> => {
  if (event.type === 'AuthorityRegistered') {
    const { authorityId, type, name: title, enterpriseNumber, nisCode, province } = event.data;
    unit.put(authorities, { id: authorityId, type, name: folded(title.fr), title, enterpriseNumber, nisCode, province, status: 'OPEN' });
    return;
  }
  const before = CHANGES.includes(event.type) ? await unit.get(authorities, event.data.authorityId) : undefined;
  if (before) unit.put(authorities, { ...before, ...changed(event) });
};

const CHANGES: readonly AuthorityEvent['type'][] = ['AuthorityDetailsCorrected', 'AuthorityMerged', 'AuthorityClosed', 'AuthorityReopened'];

const changed = (event: AuthorityEvent): Partial<ListedAuthority> => {
  switch (event.type) {
    case 'AuthorityMerged': return { status: 'MERGED' };
    case 'AuthorityClosed': return { status: 'CLOSED' };
    case 'AuthorityReopened': return { status: 'OPEN' };
    case 'AuthorityDetailsCorrected': {
      const { name, enterpriseNumber, nisCode, province } = event.data;
      return {
        ...(name === undefined ? {} : { title: name, name: folded(name.fr) }), ...(enterpriseNumber === undefined ? {} : { enterpriseNumber }),
        ...(nisCode === undefined ? {} : { nisCode }), ...(province === undefined ? {} : { province }),
      };
    }
    default: return {};
  }
};
