import Type from 'typebox';
import { fact, type FactOf } from '../fact.js';
import {
  AccessRole, AuthorityType, Code, GrantSource, InstantText, ManagerKind, MandateEndReason, MemberFunction, Nullable, OpenEnd,
  SignatoryCapacity, Supervision, SuspensionLevel, Title, Uuid,
} from './vocabulary.js';

const service = <const Name extends string>(name: Name) => `access-delegation.${name}` as const;
const authorityId = Uuid;
const mandate = { authorityId, mandateId: Uuid };
const member = { authorityId, memberId: Uuid };
const grant = { ...member, grantId: Uuid };
const Languages = Type.Array(Type.Enum(['fr', 'de', 'nl']));

export const AuthorityRegistered = fact(service('authority-registered.v1'), 'A local authority is known to the Guichet; nobody has access yet.', Type.Object({
  authorityId, type: AuthorityType, name: Title, enterpriseNumber: Nullable(Code), nisCode: Nullable(Code), province: Nullable(Code), supervision: Supervision, languages: Languages,
}));
export const AuthorityDetailsCorrected = fact(service('authority-details-corrected.v1'), 'Registered details were wrong or changed; only the fields that changed are present.', Type.Object({
  authorityId, name: Type.Optional(Title), enterpriseNumber: Type.Optional(Nullable(Code)), nisCode: Type.Optional(Nullable(Code)), province: Type.Optional(Nullable(Code)), supervision: Type.Optional(Supervision), languages: Type.Optional(Languages),
}));
export const AuthorityMerged = fact(service('authority-merged.v1'), 'The authority was absorbed by a successor and is closed; its history stays readable there.', Type.Object({ authorityId, successorId: Uuid }));
export const AuthorityClosed = fact(service('authority-closed.v1'), 'The authority exists no more; every door of it is closed.', Type.Object({ authorityId }));
export const AuthorityReopened = fact(service('authority-reopened.v1'), 'A closing was undone; access runs as it stood.', Type.Object({ authorityId }));
export const OfficeHolderRecorded = fact(service('office-holder-recorded.v1'), 'A person holds an office that signs for the authority.', Type.Object({ authorityId, officeHolderId: Uuid, personId: Uuid, capacity: SignatoryCapacity }));
export const OfficeHolderEnded = fact(service('office-holder-ended.v1'), 'A person no longer holds that office.', Type.Object({ authorityId, officeHolderId: Uuid, personId: Uuid }));

export const MandateStarted = fact(service('mandate-started.v1'), 'A member is local security manager (GLS) for a period.', Type.Object({ ...mandate, memberId: Uuid, personId: Uuid, kind: ManagerKind, from: InstantText, until: InstantText, designationId: Uuid }));
export const MandateSuspended = fact(service('mandate-suspended.v1'), 'The mandate gives no power until it is resumed.', Type.Object({ ...mandate, level: SuspensionLevel }));
export const MandateResumed = fact(service('mandate-resumed.v1'), 'A suspended mandate gives power again.', Type.Object(mandate));
export const MandateEnded = fact(service('mandate-ended.v1'), 'The mandate is over.', Type.Object({ ...mandate, reason: MandateEndReason }));
export const CharterAccepted = fact(service('charter-accepted.v1'), 'The manager accepted the commitments of this version of the charter.', Type.Object({ ...mandate, personId: Uuid, charterVersion: Type.Integer({ minimum: 1 }) }));
export const ManagerGapForeseen = fact(service('manager-gap-foreseen.v1'), 'On that day nobody will manage access in this authority.', Type.Object({ authorityId, on: InstantText, daysLeft: Type.Enum([90, 30, 7]) }));
export const ManagerMissing = fact(service('manager-missing.v1'), 'Nobody manages access in this authority; accesses keep running, only the Region can revoke.', Type.Object({ authorityId }));
export const ManagerRestored = fact(service('manager-restored.v1'), 'Somebody manages access again.', Type.Object({ authorityId }));

export const MemberPrepared = fact(service('member-prepared.v1'), 'Somebody is a member of the authority; nothing opens before a confirmed person is attached.', Type.Object({ ...member, personId: Nullable(Uuid), function: MemberFunction, from: InstantText, until: OpenEnd }));
export const MemberIdentified = fact(service('member-identified.v1'), 'Identity has confirmed who the member is.', Type.Object({ ...member, personId: Uuid }));
export const MemberFunctionChanged = fact(service('member-function-changed.v1'), 'The member does something else in the authority.', Type.Object({ ...member, function: MemberFunction }));
export const MemberSuspended = fact(service('member-suspended.v1'), 'The member has no access until resumed; grants stay.', Type.Object({ ...member, level: SuspensionLevel }));
export const MemberResumed = fact(service('member-resumed.v1'), 'A suspended member has access again.', Type.Object(member));
export const MemberLeft = fact(service('member-left.v1'), 'The membership ends at `at` and every grant with it: somebody leaves, or, told by the system, its last day has come; `leftOn` tells the day the person left, for information.', Type.Object({ ...member, at: InstantText, leftOn: Type.Optional(Type.String()) }));
export const MembershipExtended = fact(service('membership-extended.v1'), 'The membership lasts longer than foreseen, or has no end; its grants keep their own ends.', Type.Object({ ...member, until: OpenEnd }));

export const AccessGranted = fact(service('access-granted.v1'), 'A member holds a role on categories of a subject for a period.', Type.Object({
  ...grant, role: AccessRole, subject: Code,
  /** Codes of the categories covered when it was granted. */
  categories: Type.Array(Code, { minItems: 1 }),
  /** The whole subject, whatever is published in it or offered to the authority later (BR-32). */
  includesFuture: Type.Boolean(),
  from: InstantText, until: OpenEnd, source: GrantSource, selfGranted: Type.Boolean(),
  renews: Type.Optional(Uuid),
  /** The grant that a batch had taken back, and that this one gives again because the batch was undone. */
  restores: Type.Optional(Uuid),
  delegationReference: Type.Optional(Type.String({ maxLength: 200 })), batchId: Type.Optional(Uuid),
}));
export const AccessRevoked = fact(service('access-revoked.v1'), 'The grant was taken back.', Type.Object({ ...grant, batchId: Type.Optional(Uuid) }));
export const AccessExpired = fact(service('access-expired.v1'), 'The period of the grant is over.', Type.Object(grant));

export const authorityFacts = [
  AuthorityRegistered, AuthorityDetailsCorrected, AuthorityMerged, AuthorityClosed, AuthorityReopened, OfficeHolderRecorded, OfficeHolderEnded,
  MandateStarted, MandateSuspended, MandateResumed, MandateEnded, CharterAccepted, ManagerGapForeseen, ManagerMissing, ManagerRestored,
  MemberPrepared, MemberIdentified, MemberFunctionChanged, MemberSuspended, MemberResumed, MemberLeft, MembershipExtended,
  AccessGranted, AccessRevoked, AccessExpired,
] as const;
export type AuthorityFact = FactOf<(typeof authorityFacts)[number]>;
