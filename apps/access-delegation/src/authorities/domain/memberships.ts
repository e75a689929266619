import type { Instant } from '#kernel';
import type { AuthorityCircumstances } from './authority-facts.js';
import type { MandateEndReason } from './authority-vocabulary.js';
import { refuse } from './authority.refusals.js';
import { because, concerns } from './looking-up.js';
import { mandateEnded } from './mandate-endings.js';
import { endOf } from './managers.js';
import type { Mandate } from './mandates.js';
import type { Member, MemberIdentified } from './members.js';
import { isOver, overlap, type Period } from './periods.js';
import type { AuthorityEvent, AuthorityState } from './private-space.js';

/** The memberships of a person, confirmed or not yet, that run or are to come; the one that runs is the first. */
export const membershipsOf = (personId: string, { members }: AuthorityState, at: Instant): readonly Member[] =>
  Object.values(members)
    .filter((member) => (member.personId ?? member.preparedFor) === personId && !isOver(member, at))
    .sort((a, b) => (a.from < b.from ? -1 : 1));

/** A person is a member once at a time, and may come back. */
export const mustBeTheOnlyOne = (personId: string | null, { memberId, ...period }: Period & { readonly memberId: string }, state: AuthorityState, { at }: AuthorityCircumstances): void => {
  const others = personId === null ? [] : membershipsOf(personId, state, at).filter((member) => member.memberId !== memberId);
  if (others.some((other) => overlap(other, period))) throw refuse('already-member');
};

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
