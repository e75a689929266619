import { latest } from '#kernel';
import { acceptable } from '../../charter/domain/charter.js';
import { holdsOffice, officeHolderRecorded } from './authority.decider.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import { refuse } from './authority.refusals.js';
import { because, entry, openAuthorityIn } from './looking-up.js';
import { mandateEnded } from './mandate-endings.js';
import type { Mandate, StartMandate } from './mandates.js';
import { runningMandates } from './managers.js';
import { memberIdentified, membershipsOf } from './memberships.js';
import type { Member } from './members.js';
import { latestEnd, mayManage } from './mandate-terms.js';
import { isOver } from './periods.js';
import type { AuthorityEvent, AuthorityState } from './private-space.js';

const DEPUTIES_AT_MOST = 3;

/**
 * Everything a designation comes to, in one append; nobody is without a manager in between. What was decided after the day it was designated for
 * begins on the day it is recorded: nobody has managed before.
 */
export const startMandate = ({ data }: StartMandate, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId, type } = openAuthorityIn(state);
  const { function: functionHere, memberNamed, charterVersion, officeHolders, reason, ...term } = data;
  const { mandateId, personId } = term;
  const from = latest(term.from, on.today);
  if (entry(state.mandates, mandateId)) return [];
  mustBeStartable(data, on);
  const replaced = runningMandates(state, on.at).filter((former) => isReplacedBy(term, former));
  mustHaveRoom(term, replaced, state, on);

  const member = membershipsOf(personId, state, on.at)[0] ?? (memberNamed === undefined ? undefined : entry(state.members, memberNamed));
  if (member) mustFit(member, personId, on);
  const memberId = member?.memberId ?? term.memberId;
  if (!mayManage(functionHere, type) || (member && !mayManage(member.function, type))) throw refuse('external-not-permitted');
  const newHolders = officeHolders.filter((holder) => !holdsOffice(state, holder));
  return [
    ...newHolders.map((holder) => officeHolderRecorded(authorityId, holder)),
    ...(member ? [] : [{
      type: 'MemberPrepared' as const, data: { authorityId, memberId, personId, function: functionHere, from, until: null }, subject: personId,
    }]),
    ...(member?.personId === personId ? [] : [memberIdentified(authorityId, memberId, personId)]),
    ...replaced.map((former) => mandateEnded(authorityId, former, 'REPLACED')),
    { type: 'MandateStarted', data: { authorityId, ...term, memberId, from }, subject: personId, ...because(reason) },
    { type: 'CharterAccepted', data: { authorityId, mandateId, personId, charterVersion }, subject: personId },
  ];
};

const mustBeStartable = ({ personId, charterVersion, ...term }: StartMandate['data'], on: AuthorityCircumstances): void => {
  if (term.until <= term.from) throw refuse('period-empty');
  if (term.from > on.at) throw refuse('mandate-starts-later');
  if (isOver(term, on.at)) throw refuse('mandate-over');
  const latest = latestEnd(term.from, on);
  if (term.until > latest) throw refuse('mandate-too-long', { latestEnd: latest });
  if (!on.confirmed.includes(personId)) throw refuse('person-not-confirmed');
  if (on.withdrawn.includes(personId)) throw refuse('member-access-suspended');
  if (!acceptable(on.charter, charterVersion, on.at)) throw refuse('charter-not-current');
};

type Term = Pick<Mandate, 'kind' | 'personId'>;
/** There is one primary, and a person has one mandate here: the new one takes the place of both. */
const isReplacedBy = (term: Term, former: Mandate): boolean =>
  former.personId === term.personId || (term.kind === 'PRIMARY' && former.kind === 'PRIMARY');

const mustHaveRoom = ({ kind }: Term, replaced: readonly Mandate[], state: AuthorityState, on: AuthorityCircumstances): void => {
  const deputies = runningMandates(state, on.at).filter((mandate) => mandate.kind === 'DEPUTY' && !replaced.includes(mandate));
  if (kind === 'DEPUTY' && deputies.length >= DEPUTIES_AT_MOST) throw refuse('too-many-deputies');
};

const mustFit = (member: Member, personId: string, { at }: AuthorityCircumstances): void => {
  if ((member.personId ?? member.preparedFor ?? personId) !== personId) throw refuse('member-is-someone-else');
  if (isOver(member, at)) throw refuse('membership-over');
};
