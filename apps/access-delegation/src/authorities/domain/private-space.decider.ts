import type { Decider, Recording, Standing } from '#kernel';
import { standingFor } from './authority-capacities.js';
import { decideDetails, evolveDetails } from './authority.decider.js';
import type { AuthorityCircumstances, AuthorityFacts } from './authority-facts.js';
import { decideGrants } from './grants.decider.js';
import { evolveGrants } from './granting.js';
import { authorityIn } from './looking-up.js';
import { decideMandates, evolveMandates } from './mandates.decider.js';
import { managerChange, mayChangeManagers } from './manager-gaps.js';
import { decideMembers, evolveMembers } from './members.decider.js';
import type { AuthorityCommand, AuthorityEvent, AuthorityState } from './private-space.js';

export type { AuthorityCommand, AuthorityEvent, AuthorityState } from './private-space.js';

export const streamOf = (authorityId: string): string => `authority-${authorityId}`;

/** The private space of one authority (BR-01): its details, mandates, members and grants, decided together. */
export const privateSpaceDecider: Decider<AuthorityState, AuthorityCommand, AuthorityEvent, AuthorityFacts> = {
  initialState: { authority: null, officeHolders: {}, formerOfficeHolderIds: [], mandates: {}, managerMissing: false, gapForeseen: null, members: {} },
  stateShape: 5,
  decide(command, state, on) {
    if (command.type !== 'RegisterAuthority') authorityIn(state);
    const as = standingFor(command, state, on);
    const events = decideIn(command, state, on, as);
    return { as, events: [...events, ...consequences(command, events, state, on)] };
  },
  evolve(state, event, recording) {
    return { ...state, ...changedSlice(state, event, recording) };
  },
};

const decideIn = (command: AuthorityCommand, state: AuthorityState, on: AuthorityCircumstances, as: Standing): readonly AuthorityEvent[] => {
  switch (command.type) {
    case 'RegisterAuthority': case 'CorrectDetails': case 'MergeInto': case 'Close': case 'Reopen': case 'RecordOfficeHolder': case 'EndOfficeHolder':
      return decideDetails(command, state, on);
    case 'StartMandate': case 'AcceptCharter': case 'SuspendMandate': case 'ResumeMandate': case 'EndMandate': case 'ResignMandate':
    case 'ExpireMandate': case 'ForeseeGap':
      return decideMandates(command, state, on, as);
    case 'PrepareMember': case 'IdentifyMember': case 'ChangeFunction': case 'ExtendMembership': case 'SuspendMember': case 'ResumeMember': case 'EndMembership':
    case 'LeaveMembership': case 'EndForWithdrawal': case 'ExpireMembership':
      return decideMembers(command, state, on, as);
    case 'GrantAccess': case 'RevokeAccess': case 'RenounceGrant': case 'ExpireGrant': case 'ReplaceAccess': case 'GrantInBulk': case 'UndoBulk':
    case 'RevokeForWithdrawnActor':
      return decideGrants(command, state, on, as);
  }
};

const changedSlice = (state: AuthorityState, event: AuthorityEvent, recording: Recording): Partial<AuthorityState> => {
  switch (event.type) {
    case 'AuthorityRegistered': case 'AuthorityDetailsCorrected': case 'AuthorityMerged': case 'AuthorityClosed': case 'AuthorityReopened':
    case 'OfficeHolderRecorded': case 'OfficeHolderEnded':
      return evolveDetails(state, event, recording);
    case 'MandateStarted': case 'MandateSuspended': case 'MandateResumed': case 'MandateEnded': case 'CharterAccepted': case 'ManagerGapForeseen':
    case 'ManagerMissing': case 'ManagerRestored':
      return evolveMandates(state, event, recording);
    case 'MemberPrepared': case 'MemberIdentified': case 'MemberFunctionChanged': case 'MemberSuspended': case 'MemberResumed': case 'MemberLeft': case 'MembershipExtended':
      return evolveMembers(state, event, recording);
    case 'AccessGranted': case 'AccessRevoked': case 'AccessExpired':
      return evolveGrants(state, event, recording);
  }
};

const consequences = (command: AuthorityCommand, events: readonly AuthorityEvent[], state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  if (command.type !== 'ForeseeGap' && !events.some(mayChangeManagers)) return [];
  const recording = { version: 0, recordedAt: on.at };
  return managerChange(events.reduce((so, event) => privateSpaceDecider.evolve(so, event, recording), state), on);
};
