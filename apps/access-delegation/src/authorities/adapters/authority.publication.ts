import {
  AccessExpired, AccessGranted, AccessRevoked, AuthorityClosed, AuthorityDetailsCorrected, AuthorityMerged, AuthorityRegistered, AuthorityReopened, CharterAccepted,
  ManagerGapForeseen, ManagerMissing, ManagerRestored, MandateEnded, MandateResumed, MandateStarted, MandateSuspended, MemberFunctionChanged, MemberIdentified, MemberLeft,
  MemberPrepared, MemberResumed, MembershipExtended, MemberSuspended, OfficeHolderEnded, OfficeHolderRecorded,
} from '#contracts';
import { asItIs, publication } from '../../publishing/publication.js';
import { authorityCatalogue } from '../domain/authority.catalogue.js';
import type { AuthorityEvent } from '../domain/private-space.js';

export const authorityPublication = publication<AuthorityEvent>('authority', authorityCatalogue, {
  AuthorityRegistered: asItIs(AuthorityRegistered),
  AuthorityDetailsCorrected: asItIs(AuthorityDetailsCorrected),
  AuthorityMerged: asItIs(AuthorityMerged),
  AuthorityClosed: asItIs(AuthorityClosed),
  AuthorityReopened: asItIs(AuthorityReopened),
  OfficeHolderRecorded: asItIs(OfficeHolderRecorded),
  OfficeHolderEnded: asItIs(OfficeHolderEnded),
  MandateStarted: asItIs(MandateStarted),
  MandateSuspended: asItIs(MandateSuspended),
  MandateResumed: asItIs(MandateResumed),
  MandateEnded: asItIs(MandateEnded),
  CharterAccepted: asItIs(CharterAccepted),
  ManagerGapForeseen: asItIs(ManagerGapForeseen),
  ManagerMissing: asItIs(ManagerMissing),
  ManagerRestored: asItIs(ManagerRestored),
  MemberPrepared: asItIs(MemberPrepared),
  MemberIdentified: asItIs(MemberIdentified),
  MemberFunctionChanged: asItIs(MemberFunctionChanged),
  MemberSuspended: asItIs(MemberSuspended),
  MemberResumed: asItIs(MemberResumed),
  MemberLeft: asItIs(MemberLeft),
  MembershipExtended: asItIs(MembershipExtended),
  AccessGranted: asItIs(AccessGranted),
  AccessRevoked: asItIs(AccessRevoked),
  AccessExpired: asItIs(AccessExpired),
}, ({ data }) => data.authorityId);
