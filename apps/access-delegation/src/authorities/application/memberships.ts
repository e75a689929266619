import type { Recorded } from '#kernel';
import type { Collection, CollectionDefinition, UnitOfWork } from '#persistence';
import type { AuthorityEvent } from '../domain/private-space.js';

/** In which authorities a person is or was a member, and who waits for identity to say who it is or to confirm it. Ids only. */
export type Membership = { readonly id: string; readonly authorityId: string; readonly personId: string | null; readonly identified: boolean };

export const memberships: CollectionDefinition<Membership> = { name: 'memberships', indexes: [{ fields: ['personId', 'identified'] }] };

export const keepMembership = async (event: Recorded<AuthorityEvent>, unit: UnitOfWork, kept: Collection<Membership>): Promise<void> => {
  if (event.type === 'MemberPrepared') {
    const { memberId, authorityId, personId } = event.data;
    unit.put(kept, { id: memberId, authorityId, personId, identified: false });
  }
  if (event.type === 'MemberIdentified') {
    const { memberId, authorityId, personId } = event.data;
    unit.put(kept, { id: memberId, authorityId, personId, identified: true });
  }
};

/** All memberships of a person. */
export const membershipsOf = async (kept: Collection<Membership>, personId: string): Promise<readonly Membership[]> => {
  const found: Membership[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await kept.find({ where: { personId }, limit: 100, ...(after === undefined ? {} : { after }) });
    found.push(...page.items);
    after = page.next;
    more = after !== undefined;
  }
  return found;
};
