import { DAY, millisOf, type Instant } from '#kernel';
import type { AuthorityCircumstances } from './authority-facts.js';
import { authorityIn } from './looking-up.js';
import { activeMandates, managerStanding } from './managers.js';
import type { DaysLeft, MandateEvent } from './mandates.js';
import type { AuthorityEvent, AuthorityState } from './private-space.js';

/** Whether who manages, or until when, may be otherwise after it: said of every event, so that none is forgotten. */
const MAY_CHANGE_MANAGERS: Readonly<Record<AuthorityEvent['type'], boolean>> = {
  AuthorityRegistered: false, AuthorityDetailsCorrected: false, AuthorityMerged: true, AuthorityClosed: true, AuthorityReopened: true,
  OfficeHolderRecorded: false, OfficeHolderEnded: false,
  MandateStarted: true, MandateSuspended: true, MandateResumed: true, MandateEnded: true, CharterAccepted: true,
  ManagerGapForeseen: false, ManagerMissing: false, ManagerRestored: false,
  MemberPrepared: false, MemberIdentified: false, MemberFunctionChanged: false, MemberSuspended: false, MemberResumed: false,
  MemberLeft: true, MembershipExtended: true,
  AccessGranted: false, AccessRevoked: false, AccessExpired: false,
};

export const mayChangeManagers = ({ type }: AuthorityEvent): boolean => MAY_CHANGE_MANAGERS[type];
export const isOfAnAuthority = (event: { readonly type: string }): event is AuthorityEvent => Object.hasOwn(MAY_CHANGE_MANAGERS, event.type);

const MARKS: readonly DaysLeft[] = [7, 30, 90];

/** Which mark of the countdown stands; one that was missed is skipped. */
const markAt = (at: Instant, gap: Instant): DaysLeft | undefined => {
  const days = (millisOf(gap) - millisOf(at)) / DAY;
  return MARKS.find((mark) => days <= mark);
};

/** BR-15: a coming gap is recorded once per mark; a gap that moved is counted down again. */
export const gapEvents = (state: AuthorityState, on: AuthorityCircumstances): readonly MandateEvent[] => {
  const { authorityId, status } = authorityIn(state);
  const gap = managerStanding(state, on, on.at).gapOn;
  const daysLeft = gap === null ? undefined : markAt(on.at, gap);
  if (status !== 'OPEN' || gap === null || daysLeft === undefined) return [];
  const told = state.gapForeseen?.on === gap ? state.gapForeseen.daysLeft : Infinity;
  return told <= daysLeft ? [] : [{ type: 'ManagerGapForeseen', data: { authorityId, on: gap, daysLeft }, subject: authorityId }];
};

/** BR-16: whether, after what was decided, the last manager is gone or the first is back. */
export const managerChange = (after: AuthorityState, on: AuthorityCircumstances): readonly MandateEvent[] => {
  const { authorityId, status } = authorityIn(after);
  const everManaged = Object.keys(after.mandates).length > 0;
  if (status !== 'OPEN' || !everManaged) return [];
  const managed = activeMandates(after, on, on.at).length > 0;
  if (managed !== after.managerMissing) return [];
  return [{ type: managed ? 'ManagerRestored' : 'ManagerMissing', data: { authorityId }, subject: authorityId }];
};
