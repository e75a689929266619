import type { Collection, CollectionDefinition, UnitOfWork } from '#persistence';
import type { AuthorityEvent } from '../domain/private-space.js';

/**
 * In which authorities a person is or was a member, and who waits for identity to say who it is or to confirm it. Ids only. That of a
 * member means something in its authority alone: documents have both in theirs, older ones the member's, and no `memberId`.
 */
export type Membership = { readonly id: string; readonly memberId?: string; readonly authorityId: string; readonly personId: string | null; readonly identified: boolean };

export const memberships: CollectionDefinition<Membership> = { name: 'memberships', indexes: [{ fields: ['personId', 'identified'] }, { fields: ['memberId'] }] };

export const memberIdOf = ({ id, memberId }: Membership): string => memberId ?? id;

export const keepMembership = async (event: AuthorityEvent, unit: UnitOfWork, kept: Collection<Membership>): Promise<void> => {
  if (event.type !== 'MemberPrepared' && event.type !== 'MemberIdentified') return;
  const { memberId, authorityId, personId } = event.data;
  unit.put(kept, { id: `${authorityId}/${memberId}`, memberId, authorityId, personId, identified: event.type === 'MemberIdentified' });
  if ((await unit.get(kept, memberId))?.authorityId === authorityId) unit.remove(kept, memberId);
};

/** All memberships of a person. */
export const membershipsOf = (kept: Collection<Membership>, personId: string): Promise<readonly Membership[]> => all(kept, { personId });

/** Memberships with these ids, in whichever authority. */
export const membershipsNamed = async (kept: Collection<Membership>, memberIds: readonly string[]): Promise<readonly Membership[]> => {
  const found = await Promise.all(memberIds.map((memberId) => all(kept, { memberId })));
  return [...found.flat(), ...(await kept.getMany(memberIds))];
};

const all = async (kept: Collection<Membership>, where: { readonly personId: string } | { readonly memberId: string }): Promise<readonly Membership[]> => {
  const found: Membership[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await kept.find({ where, limit: 100, ...(after === undefined ? {} : { after }) });
    found.push(...page.items);
    after = page.next;
    more = after !== undefined;
  }
  return found;
};
