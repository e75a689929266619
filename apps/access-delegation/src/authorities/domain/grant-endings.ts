import type { Instant } from '#kernel';
import type { AuthorityCircumstances } from './authority-facts.js';
import type { AccessRevoked, Grant } from './grants.js';
import { because, concerns } from './looking-up.js';
import type { Member } from './members.js';
import { isOver } from './periods.js';
import type { AuthorityState } from './private-space.js';

/** Grants that run or are to come. */
export const liveGrants = (member: Member, at: Instant): readonly Grant[] =>
  isOver(member, at) ? [] : member.grants.filter((grant) => !grant.ended && !isOver(grant, at));

export const accessRevoked = (authorityId: string, member: Member, grantId: string, reason: string | undefined, batchId?: string): AccessRevoked => ({
  type: 'AccessRevoked',
  data: { authorityId, memberId: member.memberId, grantId, ...(batchId === undefined ? {} : { batchId }) },
  subject: concerns(member), ...because(reason),
});

/** Whatever the person gave to himself, on a profile that ended or came later, too. */
export const selfGrantsRevoked = (authorityId: string, personId: string, { members }: AuthorityState, { at }: AuthorityCircumstances): readonly AccessRevoked[] =>
  Object.values(members).filter((member) => member.personId === personId).flatMap((member) =>
    liveGrants(member, at).filter(({ selfGranted }) => selfGranted).map(({ grantId }) => accessRevoked(authorityId, member, grantId, 'ABUSE')));
