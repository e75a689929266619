import type { DomainCommand, DomainEvent, Instant } from '#kernel';
import type { Guarded } from './authority.js';
import type { AccessRole, GrantSource } from './authority-vocabulary.js';

type OfGrant = { readonly authorityId: string; readonly memberId: string; readonly grantId: string };
type Covered = { readonly role: AccessRole; readonly subject: string; readonly categories: readonly string[]; readonly includesFuture: boolean };

export type AccessGranted = DomainEvent<'AccessGranted', OfGrant & Covered & {
  readonly from: Instant; readonly until: Instant | null; readonly source: GrantSource; readonly selfGranted: boolean;
  readonly renews?: string; readonly restores?: string; readonly delegationReference?: string; readonly batchId?: string;
}>;
/** `batchId`: the batch that took it back instead of another access, or, where it gave the grant itself, the batch undone. */
export type AccessRevoked = DomainEvent<'AccessRevoked', OfGrant & { readonly batchId?: string }>;
export type AccessExpired = DomainEvent<'AccessExpired', OfGrant>;
export type GrantEvent = AccessGranted | AccessRevoked | AccessExpired;

/** Without `categories`: all of the subject that are offered now. Without `until`: open for a reader, 24 months for the others. */
export type AccessCell = {
  readonly role: AccessRole;
  readonly subject: string;
  readonly categories?: readonly string[];
  readonly includesFuture?: boolean;
  readonly from?: Instant;
  readonly until?: Instant | null;
  readonly delegationReference?: string;
  readonly reason?: string;
  readonly note?: string;
};
export type GrantLine = AccessCell & { readonly grantId: string; readonly memberId: string; readonly renews?: string };
type AboutGrant = { readonly memberId: string; readonly grantId: string };

export type GrantAccess = DomainCommand<'GrantAccess', GrantLine & { readonly source?: GrantSource }>;
export type RevokeAccess = DomainCommand<'RevokeAccess', AboutGrant & Guarded>;
export type RenounceGrant = DomainCommand<'RenounceGrant', AboutGrant & Guarded>;
export type ExpireGrant = DomainCommand<'ExpireGrant', AboutGrant>;
/** The whole access of a member: `desired` and what `copyFrom` holds; `grantIds` serve the cells in this order. */
export type ReplaceAccess = DomainCommand<'ReplaceAccess', Guarded & {
  readonly batchId: string;
  readonly memberId: string;
  readonly desired: readonly AccessCell[];
  readonly copyFrom?: string;
  readonly delegationReference?: string;
  readonly grantIds: readonly string[];
}>;
export type GrantInBulk = DomainCommand<'GrantInBulk', { readonly batchId: string; readonly lines: readonly GrantLine[]; readonly reason?: string }>;
/** `grantIds` serve what is given back. */
export type UndoBulk = DomainCommand<'UndoBulk', { readonly batchId: string; readonly grantIds: readonly string[]; readonly reason?: string }>;
/** What an actor granted after his own withdrawal, seen too late by another instance. */
export type RevokeForWithdrawnActor = DomainCommand<'RevokeForWithdrawnActor', AboutGrant>;
export type GrantCommand =
  | GrantAccess | RevokeAccess | RenounceGrant | ExpireGrant | ReplaceAccess | GrantInBulk | UndoBulk | RevokeForWithdrawnActor;

export type Grant = Covered & {
  readonly grantId: string;
  readonly from: Instant;
  readonly until: Instant | null;
  readonly selfGranted: boolean;
  readonly batchId: string | null;
  /** The batch that took it back, and when. */
  readonly replaced: { readonly batchId: string; readonly at: Instant } | null;
  /** The grant that this one gave back when a batch was undone. */
  readonly restores: string | null;
  readonly delegationReference: string | null;
  readonly recordedAt: Instant;
  readonly ended: boolean;
  readonly version: number;
};
