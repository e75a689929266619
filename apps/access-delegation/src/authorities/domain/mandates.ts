import type { DomainCommand, DomainEvent, Instant } from '#kernel';
import type { Guarded, OfficeHolder } from './authority.js';
import type { ManagerKind, MandateEndReason, MemberFunction, SuspensionLevel } from './authority-vocabulary.js';

type OfAuthority = { readonly authorityId: string };
type OfMandate = OfAuthority & { readonly mandateId: string };
type Term = { readonly mandateId: string; readonly memberId: string; readonly personId: string; readonly kind: ManagerKind; readonly from: Instant; readonly until: Instant; readonly designationId: string };
export type DaysLeft = 90 | 30 | 7;

export type MandateStarted = DomainEvent<'MandateStarted', OfAuthority & Term>;
export type MandateSuspended = DomainEvent<'MandateSuspended', OfMandate & { readonly level: SuspensionLevel }>;
export type MandateResumed = DomainEvent<'MandateResumed', OfMandate>;
export type MandateEnded = DomainEvent<'MandateEnded', OfMandate & { readonly reason: MandateEndReason }>;
export type CharterAccepted = DomainEvent<'CharterAccepted', OfMandate & { readonly personId: string; readonly charterVersion: number }>;
export type ManagerGapForeseen = DomainEvent<'ManagerGapForeseen', OfAuthority & { readonly on: Instant; readonly daysLeft: DaysLeft }>;
export type ManagerMissing = DomainEvent<'ManagerMissing', OfAuthority>;
export type ManagerRestored = DomainEvent<'ManagerRestored', OfAuthority>;
export type MandateEvent =
  | MandateStarted | MandateSuspended | MandateResumed | MandateEnded | CharterAccepted | ManagerGapForeseen | ManagerMissing | ManagerRestored;

/** `memberId` is used when the designee is no member yet, nor the one who is named; `officeHolders` are signatories whose capacity was verified. */
export type StartMandate = DomainCommand<'StartMandate', Term & {
  readonly memberNamed?: string;
  readonly function: MemberFunction;
  readonly charterVersion: number;
  readonly officeHolders: readonly OfficeHolder[];
  readonly reason?: string;
}>;
type AboutMandate = Guarded & { readonly mandateId: string };
export type AcceptCharter = DomainCommand<'AcceptCharter', AboutMandate & { readonly charterVersion: number }>;
export type SuspendMandate = DomainCommand<'SuspendMandate', AboutMandate>;
export type ResumeMandate = DomainCommand<'ResumeMandate', AboutMandate>;
export type EndMandate = DomainCommand<'EndMandate', Omit<AboutMandate, 'reason'> & {
  readonly reason: Extract<MandateEndReason, 'REVOKED_BY_AUTHORITY' | 'LEFT' | 'ABUSE'>;
  readonly force?: boolean;
}>;
export type ResignMandate = DomainCommand<'ResignMandate', AboutMandate & { readonly force?: boolean }>;
export type ExpireMandate = DomainCommand<'ExpireMandate', { readonly mandateId: string }>;
/** Looks at who manages now and from when nobody will, and records what followers must know. */
export type ForeseeGap = DomainCommand<'ForeseeGap', Readonly<Record<string, never>>>;
export type MandateCommand =
  | StartMandate | AcceptCharter | SuspendMandate | ResumeMandate | EndMandate | ResignMandate | ExpireMandate | ForeseeGap;

export type Mandate = Term & {
  readonly charterVersion: number | null;
  readonly suspended: SuspensionLevel | null;
  readonly ended: MandateEndReason | null;
  readonly version: number;
};
export type MandatesState = {
  readonly mandates: Readonly<Record<string, Mandate>>;
  readonly managerMissing: boolean;
  readonly gapForeseen: { readonly on: Instant; readonly daysLeft: DaysLeft } | null;
};
