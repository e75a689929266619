import type { Instant } from '#kernel';
import type { AuthorityCircumstances } from './authority-facts.js';
import type { MandateEndReason } from './authority-vocabulary.js';
import { because, concerns } from './looking-up.js';
import { mandateEnded } from './mandate-endings.js';
import { endOf } from './managers.js';
import type { Mandate } from './mandates.js';
import type { Member, MemberIdentified } from './members.js';
import { isOver } from './periods.js';
import type { AuthorityEvent, AuthorityState } from './private-space.js';

/** The membership of a person, confirmed or not yet, that runs or is to come; a person has one at most. */
export const membershipOf = (personId: string, { members }: AuthorityState, at: Instant): Member | undefined =>
  Object.values(members).find((member) => (member.personId ?? member.preparedFor) === personId && !isOver(member, at));

export const memberIdentified = (authorityId: string, memberId: string, personId: string): MemberIdentified => ({
  type: 'MemberIdentified', data: { authorityId, memberId, personId }, subject: personId,
});

export const mandatesOf = ({ memberId }: Member, state: AuthorityState, at: Instant): readonly Mandate[] =>
  Object.values(state.mandates).filter((mandate) => mandate.memberId === memberId && mandate.ended === null && endOf(mandate, state) > at);

type Departure = { readonly at: Instant; readonly leftOn?: string | undefined; readonly reason?: string | undefined; readonly mandates: MandateEndReason };

/** The membership ends, and with it its grants; mandates are recorded as ended when that is now, else when the day has come. */
export const departure = (authorityId: string, member: Member, { at, leftOn, reason, mandates }: Departure, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => [
  ...(at > on.at ? [] : mandatesOf(member, state, on.at).map((mandate) => mandateEnded(authorityId, mandate, mandates))),
  {
    type: 'MemberLeft', data: { authorityId, memberId: member.memberId, at, ...(leftOn === undefined ? {} : { leftOn }) },
    subject: concerns(member), ...because(reason),
  },
];
