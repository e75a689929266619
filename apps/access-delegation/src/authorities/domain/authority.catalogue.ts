import { eventCatalogue } from '#kernel';
import type { AuthorityEvent } from './private-space.js';

export const authorityCatalogue = eventCatalogue<AuthorityEvent>({
  AuthorityRegistered: { version: 1 },
  AuthorityDetailsCorrected: { version: 1 },
  AuthorityMerged: { version: 1 },
  AuthorityClosed: { version: 1 },
  AuthorityReopened: { version: 1 },
  OfficeHolderRecorded: { version: 1 },
  OfficeHolderEnded: { version: 1 },
  MandateStarted: { version: 1 },
  MandateSuspended: { version: 1 },
  MandateResumed: { version: 1 },
  MandateEnded: { version: 1 },
  CharterAccepted: { version: 1 },
  ManagerGapForeseen: { version: 1 },
  ManagerMissing: { version: 1 },
  ManagerRestored: { version: 1 },
  MemberPrepared: { version: 1 },
  MemberIdentified: { version: 1 },
  MemberFunctionChanged: { version: 1 },
  MemberSuspended: { version: 1 },
  MemberResumed: { version: 1 },
  MemberLeft: { version: 1 },
  AccessGranted: { version: 1 },
  AccessRevoked: { version: 1 },
  AccessExpired: { version: 1 },
});
