import type { Actor, Standing } from '#kernel';
import { actAs, type Capacity, type Held, type RegionalFunction } from '../../capacities/domain/capacities.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import { activeMandates, mandatesInGrace } from './managers.js';
import { runsAt } from './periods.js';
import type { AuthorityCommand, AuthorityState } from './private-space.js';

/** Who may do what; what is not listed is refused. Conditions on the target come on top, in the deciders. */
export const authorityMayDo: Record<AuthorityCommand['type'], readonly Capacity[]> = {
  RegisterAuthority: ['ADMINISTRATOR', 'OPERATOR'],
  CorrectDetails: ['ADMINISTRATOR', 'OPERATOR'],
  MergeInto: ['ADMINISTRATOR'],
  Close: ['ADMINISTRATOR'],
  Reopen: ['ADMINISTRATOR'],
  RecordOfficeHolder: ['OFFICER'],
  EndOfficeHolder: ['OFFICER'],
  StartMandate: ['SYSTEM'],
  AcceptCharter: ['MANAGER', 'MEMBER'],
  SuspendMandate: ['OFFICE_HOLDER', 'MANAGER'],
  ResumeMandate: ['OFFICE_HOLDER', 'MANAGER'],
  EndMandate: ['OFFICE_HOLDER'],
  ResignMandate: ['MANAGER', 'MEMBER'],
  ExpireMandate: ['SYSTEM'],
  ForeseeGap: ['SYSTEM'],
  PrepareMember: ['MANAGER'],
  IdentifyMember: ['SYSTEM'],
  ChangeFunction: ['MANAGER'],
  ExtendMembership: ['MANAGER'],
  SuspendMember: ['MANAGER', 'MANAGER_IN_GRACE'],
  ResumeMember: ['MANAGER'],
  EndMembership: ['MANAGER'],
  LeaveMembership: ['MEMBER'],
  EndForWithdrawal: ['SYSTEM'],
  ExpireMembership: ['SYSTEM'],
  GrantAccess: ['MANAGER'],
  RevokeAccess: ['MANAGER', 'MANAGER_IN_GRACE', 'OFFICER'],
  RenounceGrant: ['MEMBER'],
  ExpireGrant: ['SYSTEM'],
  ReplaceAccess: ['MANAGER'],
  GrantInBulk: ['MANAGER'],
  UndoBulk: ['MANAGER'],
  RevokeForWithdrawnActor: ['SYSTEM'],
};

/** In whose provinces the authority lies; what is in no province is for who has no such limit. */
export const worksHere = ({ scope }: RegionalFunction, { authority }: AuthorityState): boolean =>
  scope.provinces.length === 0 || (authority?.province != null && scope.provinces.includes(authority.province));

/** Every capacity of the actor in this authority; `actAs` adds those that come with the kind of actor, and refuses who is withdrawn. */
export const heldHere = (actor: Actor, state: AuthorityState, on: AuthorityCircumstances): readonly Held[] => {
  if (actor.kind !== 'person') return [];
  const isActor = ({ personId }: { readonly personId: string | null }): boolean => personId === actor.id;
  const held: Held[] = on.actorFacts.functions.filter((regional) => worksHere(regional, state)).map((regional) => ({ capacity: regional.function }));
  if (Object.values(state.officeHolders).some(isActor)) held.push({ capacity: 'OFFICE_HOLDER' });
  if (Object.values(state.members).some((member) => isActor(member) && runsAt(member, on.at))) held.push({ capacity: 'MEMBER' });
  const ownWithdrawalAside = { charter: on.charter, withdrawn: on.withdrawn.filter((personId) => personId !== actor.id) };
  for (const { mandateId } of activeMandates(state, ownWithdrawalAside, on.at).filter(isActor)) held.push({ capacity: 'MANAGER', mandateId });
  for (const { mandateId } of mandatesInGrace(state, ownWithdrawalAside, on.at).filter(isActor)) held.push({ capacity: 'MANAGER_IN_GRACE', mandateId });
  return held;
};

export const standingFor = (command: AuthorityCommand, state: AuthorityState, on: AuthorityCircumstances): Standing => {
  const permitted = authorityMayDo[command.type];
  return actAs(on.actor, heldHere(on.actor, state, on), ({ capacity }) => permitted.includes(capacity), on.actorFacts.withdrawn);
};
