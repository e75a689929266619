import type { Standing } from '#kernel';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import { replaceAccess } from './access-replacement.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import { refuse } from './authority.refusals.js';
import { grantInBulk } from './bulk-grants.js';
import { undoBulk } from './bulk-undoing.js';
import { accessRevoked } from './grant-endings.js';
import { granted } from './granting.js';
import type { ExpireGrant, Grant, GrantCommand, RenounceGrant, RevokeAccess, RevokeForWithdrawnActor } from './grants.js';
import { authorityIn, concerns, entry, grantHeld, grantIn, memberIn, mustMatch } from './looking-up.js';
import { activeMandates } from './managers.js';
import type { Member } from './members.js';
import { isOver } from './periods.js';
import type { AuthorityEvent, AuthorityState } from './private-space.js';

export const decideGrants = (command: GrantCommand, state: AuthorityState, on: AuthorityCircumstances, as: Standing): readonly AuthorityEvent[] => {
  switch (command.type) {
    case 'GrantAccess': return [granted(command.data, { source: command.data.source ?? 'DIRECT' }, state, on)];
    case 'RevokeAccess': return revoke(command, state, on, as);
    case 'RenounceGrant': return renounce(command, state, on);
    case 'ExpireGrant': return expire(command, state, on);
    case 'ReplaceAccess': return replaceAccess(command, state, on);
    case 'GrantInBulk': return grantInBulk(command, state, on);
    case 'UndoBulk': return undoBulk(command, state, on);
    case 'RevokeForWithdrawnActor': return revokeForWithdrawnActor(command, state, on);
  }
};

type Held = { readonly member: Member; readonly grant: Grant };

/** The grant while it lasts, as the caller saw it. */
const lasting = ({ data }: RevokeAccess | RenounceGrant, state: AuthorityState, { at }: AuthorityCircumstances): Held => {
  const member = memberIn(state, data.memberId);
  const grant = grantIn(member, data.grantId);
  mustMatch(data, grant.version);
  if (grant.ended || isOver(grant, at) || isOver(member, at)) throw refuse('grant-over');
  return { member, grant };
};

const revoke = (command: RevokeAccess, state: AuthorityState, on: AuthorityCircumstances, as: Standing): readonly AuthorityEvent[] => {
  const { authorityId } = authorityIn(state);
  const { member, grant } = lasting(command, state, on);
  if (as.capacity === 'OFFICER') mayRevokeForTheRegion(grant, state, on);
  if (!command.data.reason) throw refuse('reason-needed');
  return [accessRevoked(authorityId, member, grant.grantId, command.data.reason)];
};

/** BR-16: only where nobody manages, and within the officer's subjects. */
const mayRevokeForTheRegion = ({ subject }: Grant, state: AuthorityState, on: AuthorityCircumstances): void => {
  if (activeMandates(state, on, on.at).length > 0) throw refuse('authority-has-manager');
  const scopes = on.actorFacts.functions.filter((held) => held.function === 'OFFICER').map(({ scope }) => scope.subjects);
  if (!scopes.some((subjects) => subjects.length === 0 || subjects.includes(subject))) throw refuse('subject-out-of-scope');
};

const renounce = (command: RenounceGrant, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = authorityIn(state);
  if (memberIn(state, command.data.memberId).personId !== on.actor.id) throw refuseStanding('not-found');
  const { member, grant } = lasting(command, state, on);
  return [accessRevoked(authorityId, member, grant.grantId, command.data.reason ?? 'RENOUNCED')];
};

const find = ({ memberId, grantId }: { readonly memberId: string; readonly grantId: string }, { members }: AuthorityState): Held | undefined => {
  const member = entry(members, memberId);
  const grant = member && grantHeld(member, grantId);
  return grant && !grant.ended ? { member, grant } : undefined;
};

/** What ended with its membership was told with it; what ran out before is told, also after the member has gone. */
const expire = ({ data }: ExpireGrant, state: AuthorityState, { at }: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = authorityIn(state);
  const held = find(data, state);
  if (!held || !isOver(held.grant, at)) return [];
  const { member, grant } = held;
  if (grant.until === null || isOver(member, grant.until)) return [];
  return [{ type: 'AccessExpired', data: { authorityId, memberId: member.memberId, grantId: grant.grantId }, subject: concerns(member) }];
};

const revokeForWithdrawnActor = ({ data }: RevokeForWithdrawnActor, state: AuthorityState, { at }: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = authorityIn(state);
  const held = find(data, state);
  if (!held || isOver(held.grant, at) || isOver(held.member, at)) return [];
  return [accessRevoked(authorityId, held.member, held.grant.grantId, 'ACTOR_WITHDRAWN')];
};
