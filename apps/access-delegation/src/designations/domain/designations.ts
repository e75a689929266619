import type { DomainCommand, DomainEvent, Instant } from '#kernel';
import type { Authority } from '../../authorities/domain/authority.js';
import type { CouncilCalendar } from '../../authorities/domain/authority-facts.js';
import type { AuthorityType, ManagerKind, MemberFunction, SignatoryCapacity } from '../../authorities/domain/authority-vocabulary.js';
import type { Member } from '../../authorities/domain/members.js';
import type { ActorFacts } from '../../capacities/domain/capacities.js';
import type { CharterState } from '../../charter/domain/charter.js';

export type Piece = { readonly kind: 'ACT' | 'COLLEGE_DECISION' | 'DELEGATION' | 'IDENTITY' | 'OTHER'; readonly reference: string; readonly sha256: string };
export type Signatory = { readonly personId: string; readonly capacity: SignatoryCapacity; readonly byDelegation: boolean };

type Of = { readonly designationId: string; readonly authorityId: string };
/** What is signed. `designeeId` is the id under which the designated person was named; identity confirms later who that is. */
export type Content = Of & {
  readonly designeeId: string;
  readonly memberId: string | null;
  readonly kind: ManagerKind;
  readonly function: MemberFunction;
  readonly from: Instant;
  readonly until: Instant;
  readonly signatories: readonly Signatory[];
  readonly pieces: readonly Piece[];
  readonly onPaper: boolean;
};

/** `draftedBy` and `approvedBy` stay with the decision: later rules ask who took it. */
export type DesignationDrafted = DomainEvent<'DesignationDrafted', Content & { readonly draftedBy: string }>;
export type DesignationSigned = DomainEvent<'DesignationSigned', Of & { readonly personId: string; readonly capacity: SignatoryCapacity; readonly contentSha256: string }>;
export type DesignationSubmitted = DomainEvent<'DesignationSubmitted', Of>;
export type DesignationAccepted = DomainEvent<'DesignationAccepted', Of & { readonly personId: string; readonly charterVersion: number }>;
export type ReviewStarted = DomainEvent<'ReviewStarted', Of>;
export type InformationRequested = DomainEvent<'InformationRequested', Of>;
export type InformationProvided = DomainEvent<'InformationProvided', Of & { readonly pieces: readonly Piece[] }>;
export type CapacityVerified = DomainEvent<'CapacityVerified', Of & { readonly personId: string; readonly capacity: SignatoryCapacity }>;
export type DesignationApproved = DomainEvent<'DesignationApproved', Of & { readonly acceptBefore: Instant; readonly approvedBy: string }>;
export type DesignationRefused = DomainEvent<'DesignationRefused', Of>;
export type DesignationWithdrawn = DomainEvent<'DesignationWithdrawn', Of>;
export type DesignationLapsed = DomainEvent<'DesignationLapsed', Of>;
export type DesigneeIdentified = DomainEvent<'DesigneeIdentified', Of & { readonly personId: string }>;
export type DesignationTookEffect = DomainEvent<'DesignationTookEffect', Of & { readonly mandateId: string }>;
export type DesignationCouldNotTakeEffect = DomainEvent<'DesignationCouldNotTakeEffect', Of & { readonly code: string }>;
export type DesignationEvent =
  | DesignationDrafted | DesignationSigned | DesignationSubmitted | DesignationAccepted | ReviewStarted | InformationRequested | InformationProvided
  | CapacityVerified | DesignationApproved | DesignationRefused | DesignationWithdrawn | DesignationLapsed | DesigneeIdentified | DesignationTookEffect
  | DesignationCouldNotTakeEffect;

type Nothing = Readonly<Record<string, never>>;
export type DraftDesignation = DomainCommand<'DraftDesignation', Content>;
export type RedraftDesignation = DomainCommand<'RedraftDesignation', Content>;
/** `contentSha256` is the hash of the content that the signatory was shown. */
export type SignDesignation = DomainCommand<'SignDesignation', { readonly contentSha256: string }>;
export type StartReview = DomainCommand<'StartReview', Nothing>;
/** Reason and note themselves are no matter of the domain: they go with the command, the note to be sealed. */
export type RequestInformation = DomainCommand<'RequestInformation', { readonly saysWhat: boolean }>;
export type ProvideInformation = DomainCommand<'ProvideInformation', { readonly pieces: readonly Piece[]; readonly hasNote: boolean }>;
export type VerifyCapacity = DomainCommand<'VerifyCapacity', { readonly personId: string }>;
export type ApproveDesignation = DomainCommand<'ApproveDesignation', Nothing>;
export type RefuseDesignation = DomainCommand<'RefuseDesignation', { readonly reasonCode: string }>;
export type WithdrawDesignation = DomainCommand<'WithdrawDesignation', Nothing>;
export type AcceptDesignation = DomainCommand<'AcceptDesignation', { readonly charterVersion: number }>;
export type DeclineDesignation = DomainCommand<'DeclineDesignation', Nothing>;
export type LapseDesignation = DomainCommand<'LapseDesignation', Nothing>;
export type IdentifyDesignee = DomainCommand<'IdentifyDesignee', { readonly personId: string }>;
export type RecordEffect = DomainCommand<'RecordEffect', { readonly mandateId: string }>;
export type RecordNoEffect = DomainCommand<'RecordNoEffect', { readonly code: string }>;
export type DesignationCommand =
  | DraftDesignation | RedraftDesignation | SignDesignation | StartReview | RequestInformation | ProvideInformation | VerifyCapacity | ApproveDesignation
  | RefuseDesignation | WithdrawDesignation | AcceptDesignation | DeclineDesignation | LapseDesignation | IdentifyDesignee | RecordEffect | RecordNoEffect;

/** What is known elsewhere of the authority; null when there is no such authority. */
export type DesignatingAuthority = {
  readonly type: AuthorityType;
  readonly province: string | null;
  readonly status: Authority['status'];
  readonly memberPersonIds: readonly string[];
  readonly officeHolderPersonIds: readonly string[];
  /** The membership there that a draft names; null when it names none, or there is none. */
  readonly memberNamed: Pick<Member, 'personId' | 'preparedFor' | 'until'> | null;
};
export type DesignationFacts = ActorFacts & CouncilCalendar & {
  readonly authority: DesignatingAuthority | null;
  readonly charter: CharterState;
  /** When the local day began in which the command is decided. */
  readonly today: Instant;
  /** The person `designeeOf` names: whether identity has confirmed that very id, and whether the Region has withdrawn it here. */
  readonly designee: { readonly confirmed: boolean; readonly withdrawn: boolean };
  /** SHA-256 in hexadecimal: a calculation that this layer does not bring along. */
  readonly sha256: (text: string) => string;
};

export const designationStream = (designationId: string): string => `designation-${designationId}`;
