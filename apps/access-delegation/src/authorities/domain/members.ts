import type { DomainCommand, DomainEvent, Instant } from '#kernel';
import type { Guarded } from './authority.js';
import type { MemberFunction, SuspensionLevel } from './authority-vocabulary.js';
import type { Grant } from './grants.js';

type OfMember = { readonly authorityId: string; readonly memberId: string };

export type MemberPrepared = DomainEvent<'MemberPrepared', OfMember & {
  readonly personId: string | null; readonly function: MemberFunction; readonly from: Instant; readonly until: Instant | null;
}>;
export type MemberIdentified = DomainEvent<'MemberIdentified', OfMember & { readonly personId: string }>;
export type MemberFunctionChanged = DomainEvent<'MemberFunctionChanged', OfMember & { readonly function: MemberFunction }>;
export type MemberSuspended = DomainEvent<'MemberSuspended', OfMember & { readonly level: SuspensionLevel }>;
export type MemberResumed = DomainEvent<'MemberResumed', OfMember>;
export type MemberLeft = DomainEvent<'MemberLeft', OfMember & { readonly at: Instant; readonly leftOn?: string }>;
export type MembershipExtended = DomainEvent<'MembershipExtended', OfMember & { readonly until: Instant | null }>;
export type MemberEvent = MemberPrepared | MemberIdentified | MemberFunctionChanged | MemberSuspended | MemberResumed | MemberLeft | MembershipExtended;

type AboutMember = Guarded & { readonly memberId: string };
/** Without `at` the membership ends now; `leftOn` is the day the person left, for information. */
type Leaving = AboutMember & { readonly at?: Instant; readonly leftOn?: string; readonly force?: boolean };

export type PrepareMember = DomainCommand<'PrepareMember', {
  readonly memberId: string; readonly personId?: string; readonly function: MemberFunction; readonly from?: Instant; readonly until?: Instant | null; readonly reason?: string;
}>;
export type IdentifyMember = DomainCommand<'IdentifyMember', { readonly memberId: string; readonly personId: string }>;
export type ChangeFunction = DomainCommand<'ChangeFunction', AboutMember & { readonly function: MemberFunction }>;
/** A later end, or none (`null`), for a membership that still lasts; its grants keep their own ends. */
export type ExtendMembership = DomainCommand<'ExtendMembership', AboutMember & { readonly until: Instant | null }>;
export type SuspendMember = DomainCommand<'SuspendMember', AboutMember>;
export type ResumeMember = DomainCommand<'ResumeMember', AboutMember>;
export type EndMembership = DomainCommand<'EndMembership', Leaving>;
export type LeaveMembership = DomainCommand<'LeaveMembership', Leaving>;
/** The consequence of a confirmed withdrawal: memberships and mandates of the person end. */
export type EndForWithdrawal = DomainCommand<'EndForWithdrawal', { readonly personId: string; readonly withdrawalId: string }>;
/** Tells that a membership has reached the last day it was given. */
export type ExpireMembership = DomainCommand<'ExpireMembership', { readonly memberId: string }>;
export type MemberCommand =
  | PrepareMember | IdentifyMember | ChangeFunction | ExtendMembership | SuspendMember | ResumeMember | EndMembership | LeaveMembership | EndForWithdrawal
  | ExpireMembership;

export type Member = {
  readonly memberId: string;
  /** Attached once identity has confirmed who it is; nothing opens before. */
  readonly personId: string | null;
  /** Whom the membership was prepared for, if that was said. */
  readonly preparedFor: string | null;
  readonly function: MemberFunction;
  readonly from: Instant;
  readonly until: Instant | null;
  /** A departure was recorded, or that the last day has come: `until` is that day. */
  readonly leaving: boolean;
  readonly suspended: SuspensionLevel | null;
  readonly version: number;
  /** Version of the last event that touched the member's access as a whole. */
  readonly accessVersion: number;
  readonly grants: readonly Grant[];
};
export type MembersState = { readonly members: Readonly<Record<string, Member>> };
