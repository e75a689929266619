import type { Recording, Standing } from '#kernel';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import { refuse } from './authority.refusals.js';
import { liveGrants } from './grant-endings.js';
import { authorityIn, because, concerns, entry, memberIn, mustMatch, openAuthorityIn } from './looking-up.js';
import { mustBeSureWhoActs, mustLeaveAManager } from './mandate-endings.js';
import { activeMandates } from './managers.js';
import { mayManage } from './mandate-terms.js';
import type { ChangeFunction, EndForWithdrawal, EndMembership, ExpireMembership, ExtendMembership, IdentifyMember, LeaveMembership, Member, MemberCommand, MemberEvent, MembersState, PrepareMember, ResumeMember, SuspendMember } from './members.js';
import { departure, mandatesOf, memberIdentified, membershipsOf, mustBeTheOnlyOne } from './memberships.js';
import { isOver, periodToCome } from './periods.js';
import type { AuthorityEvent, AuthorityState } from './private-space.js';

export const decideMembers = (command: MemberCommand, state: AuthorityState, on: AuthorityCircumstances, as: Standing): readonly AuthorityEvent[] => {
  switch (command.type) {
    case 'PrepareMember': return prepare(command, state, on);
    case 'IdentifyMember': return identify(command, state, on);
    case 'ChangeFunction': return changeFunction(command, state, on);
    case 'ExtendMembership': return extend(command, state, on);
    case 'SuspendMember': return suspend(command, state, on);
    case 'ResumeMember': return resume(command, state, on);
    case 'EndMembership': return endMembership(command, state, on, as);
    case 'LeaveMembership': return leave(command, state, on);
    case 'EndForWithdrawal': return endForWithdrawal(command, state, on);
    case 'ExpireMembership': return expire(command, state, on);
  }
};

export const evolveMembers = (state: MembersState, event: MemberEvent, { version }: Recording): MembersState => {
  const { memberId } = event.data;
  const changed = (change: Partial<Member>): MembersState => {
    const member = entry(state.members, memberId);
    return { members: member ? { ...state.members, [memberId]: { ...member, ...change, version } } : state.members };
  };
  switch (event.type) {
    case 'MemberPrepared': {
      const { personId: preparedFor, function: functionHere, from, until } = event.data;
      const member: Member = { memberId, personId: null, preparedFor, function: functionHere, from, until, leaving: false, suspended: null, version, accessVersion: version, grants: [] };
      return { members: { ...state.members, [memberId]: member } };
    }
    case 'MemberIdentified': return changed({ personId: event.data.personId });
    case 'MemberFunctionChanged': return changed({ function: event.data.function });
    case 'MemberSuspended': return changed({ suspended: event.data.level });
    case 'MemberResumed': return changed({ suspended: null });
    case 'MemberLeft': return changed({ until: event.data.at, leaving: true });
    case 'MembershipExtended': return changed({ until: event.data.until });
  }
};

const prepare = ({ data }: PrepareMember, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = openAuthorityIn(state);
  const { memberId, personId = null, function: functionHere, reason } = data;
  if (entry(state.members, memberId)) throw refuse('member-exists');
  const period = periodToCome({ from: data.from ?? on.at, until: data.until ?? null }, on);
  mustBeTheOnlyOne(personId, { memberId, ...period }, state, on);
  return [
    { type: 'MemberPrepared', data: { authorityId, memberId, personId, function: functionHere, ...period }, subject: personId ?? memberId, ...because(reason) },
    ...(personId !== null && on.confirmed.includes(personId) ? [memberIdentified(authorityId, memberId, personId)] : []),
  ];
};

const identify = ({ data: { memberId, personId } }: IdentifyMember, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = authorityIn(state);
  const member = memberIn(state, memberId);
  if (member.personId === personId) return [];
  if (member.personId !== null || (member.preparedFor ?? personId) !== personId) throw refuse('member-is-someone-else');
  if (isOver(member, on.at)) throw refuse('membership-over');
  if (!on.confirmed.includes(personId)) throw refuse('person-not-confirmed');
  mustBeTheOnlyOne(personId, member, state, on);
  return [memberIdentified(authorityId, memberId, personId)];
};

/** The membership while it lasts, as the caller saw it. */
const lasting = (data: { readonly memberId: string; readonly ifMatch?: number }, state: AuthorityState, { at }: AuthorityCircumstances): Member => {
  const member = memberIn(state, data.memberId);
  mustMatch(data, member.version);
  if (isOver(member, at)) throw refuse('membership-over');
  return member;
};

const changeFunction = ({ data }: ChangeFunction, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId, type } = openAuthorityIn(state);
  const member = lasting(data, state, on);
  if (member.function === data.function) return [];
  if (!mayManage(data.function, type) && mandatesOf(member, state, on.at).length > 0) throw refuse('external-not-permitted');
  if (member.function === 'DIRECTOR_GENERAL' && submitsByFunction(member, on)) throw refuse('submitter-without-delegation');
  return [{ type: 'MemberFunctionChanged', data: { authorityId, memberId: member.memberId, function: data.function }, subject: concerns(member), ...because(data.reason) }];
};

/** BR-36: who submits as director-general needs a written delegation in any other function. */
const submitsByFunction = (member: Member, { at }: AuthorityCircumstances): boolean =>
  liveGrants(member, at).some(({ role, delegationReference }) => role === 'SUBMITTER' && delegationReference === null);

const extend = ({ data }: ExtendMembership, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = openAuthorityIn(state);
  const member = lasting(data, state, on);
  if (member.leaving) throw refuse('member-is-leaving');
  if (data.until === member.until) return [];
  if (member.until === null || (data.until !== null && data.until < member.until)) throw refuse('extension-not-later');
  periodToCome({ from: on.at, until: data.until }, on);
  mustBeTheOnlyOne(member.personId ?? member.preparedFor, { ...member, until: data.until }, state, on);
  return [{ type: 'MembershipExtended', data: { authorityId, memberId: member.memberId, until: data.until }, subject: concerns(member), ...because(data.reason) }];
};

const suspend = ({ data }: SuspendMember, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = openAuthorityIn(state);
  const member = lasting(data, state, on);
  if (member.suspended !== null) return [];
  return [{ type: 'MemberSuspended', data: { authorityId, memberId: member.memberId, level: 'MANAGER' }, subject: concerns(member), ...because(data.reason) }];
};

const resume = ({ data }: ResumeMember, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = openAuthorityIn(state);
  const member = lasting(data, state, on);
  mustBeAnother(member, state, on);
  if (member.suspended === null) return [];
  return [{ type: 'MemberResumed', data: { authorityId, memberId: member.memberId }, subject: concerns(member), ...because(data.reason) }];
};

/** What one manager suspended is not for the suspended one to lift, while another manages. */
const mustBeAnother = ({ personId }: Member, state: AuthorityState, on: AuthorityCircumstances): void => {
  if (personId === on.actor.id && activeMandates(state, on, on.at).some((mandate) => mandate.personId !== personId)) throw refuse('own-suspension');
};

const endMembership = (command: EndMembership, state: AuthorityState, on: AuthorityCircumstances, as: Standing): readonly AuthorityEvent[] => {
  const member = lasting(command.data, state, on);
  const others = mandatesOf(member, state, on.at).filter(({ mandateId }) => mandateId !== as.mandateId);
  if (others.length > 0) throw refuse('mandate-not-yours');
  return depart(command, member, state, on);
};

const leave = (command: LeaveMembership, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  if (memberIn(state, command.data.memberId).personId !== on.actor.id) throw refuseStanding('not-found');
  const member = lasting(command.data, state, on);
  if (mandatesOf(member, state, on.at).length > 0) mustBeSureWhoActs(on);
  return depart(command, member, state, on);
};

/** BR-23: today or later. */
const depart = ({ data }: EndMembership | LeaveMembership, member: Member, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = authorityIn(state);
  const { at = on.at, leftOn, reason, force } = data;
  if (at < on.at) throw refuse('ends-in-the-past');
  if (member.leaving && at === member.until) return [];
  if (member.until !== null && member.until < at) throw refuse('membership-ends-sooner');
  mustLeaveAManager(mandatesOf(member, state, on.at), force, state, on, at);
  return departure(authorityId, member, { at, leftOn, reason, mandates: 'LEFT' }, state, on);
};

/** The confirmation may be followed again long after it was annulled, when another withdrawal is only ordered: who became a member since stays one. */
const endForWithdrawal = ({ data: { personId, withdrawalId } }: EndForWithdrawal, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = authorityIn(state);
  if (!on.confirmedWithdrawals.includes(withdrawalId)) return [];
  return membershipsOf(personId, state, on.at)
    .flatMap((member) => departure(authorityId, member, { at: on.at, reason: 'WITHDRAWN_BY_REGION', mandates: 'WITHDRAWN_BY_REGION' }, state, on));
};

/** Who announced his departure was told of already. Mandates have an end, and a timer, of their own. */
const expire = ({ data: { memberId } }: ExpireMembership, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = authorityIn(state);
  const member = entry(state.members, memberId);
  if (!member?.until || member.leaving || !isOver(member, on.at)) return [];
  return [{ type: 'MemberLeft', data: { authorityId, memberId, at: member.until }, subject: concerns(member), ...because('EXPIRED') }];
};
