import type { DomainCommand, DomainEvent } from '#kernel';
import type { AuthorityType, Language, SignatoryCapacity, Supervision, Title } from './authority-vocabulary.js';

export type AuthorityDetails = {
  readonly type: AuthorityType;
  readonly name: Title;
  readonly enterpriseNumber: string | null;
  readonly nisCode: string | null;
  readonly province: string | null;
  readonly supervision: Supervision;
  readonly languages: readonly Language[];
};
export type CorrectedDetails = Partial<Omit<AuthorityDetails, 'type'>>;
type OfAuthority = { readonly authorityId: string };
type Office = { readonly officeHolderId: string; readonly personId: string };

export type AuthorityRegistered = DomainEvent<'AuthorityRegistered', OfAuthority & AuthorityDetails>;
export type AuthorityDetailsCorrected = DomainEvent<'AuthorityDetailsCorrected', OfAuthority & CorrectedDetails>;
export type AuthorityMerged = DomainEvent<'AuthorityMerged', OfAuthority & { readonly successorId: string }>;
export type AuthorityClosed = DomainEvent<'AuthorityClosed', OfAuthority>;
export type AuthorityReopened = DomainEvent<'AuthorityReopened', OfAuthority>;
export type OfficeHolderRecorded = DomainEvent<'OfficeHolderRecorded', OfAuthority & Office & { readonly capacity: SignatoryCapacity }>;
export type OfficeHolderEnded = DomainEvent<'OfficeHolderEnded', OfAuthority & Office>;
export type DetailsEvent =
  | AuthorityRegistered | AuthorityDetailsCorrected | AuthorityMerged | AuthorityClosed | AuthorityReopened
  | OfficeHolderRecorded | OfficeHolderEnded;

/** `ifMatch`: the version of the resource that the caller saw; `reason`: a code recorded with the events. */
export type Guarded = { readonly ifMatch?: number; readonly reason?: string };

export type RegisterAuthority = DomainCommand<'RegisterAuthority', OfAuthority & AuthorityDetails & { readonly reason?: string }>;
export type CorrectDetails = DomainCommand<'CorrectDetails', CorrectedDetails & Guarded>;
export type MergeInto = DomainCommand<'MergeInto', Guarded & { readonly successorId: string }>;
export type Close = DomainCommand<'Close', Guarded>;
export type Reopen = DomainCommand<'Reopen', Guarded>;
export type RecordOfficeHolder = DomainCommand<'RecordOfficeHolder', Office & { readonly capacity: SignatoryCapacity; readonly reason?: string }>;
export type EndOfficeHolder = DomainCommand<'EndOfficeHolder', { readonly officeHolderId: string; readonly reason?: string }>;
export type DetailsCommand = RegisterAuthority | CorrectDetails | MergeInto | Close | Reopen | RecordOfficeHolder | EndOfficeHolder;

export type Authority = OfAuthority & AuthorityDetails & {
  readonly status: 'OPEN' | 'CLOSED' | 'MERGED';
  readonly successorId: string | null;
  readonly version: number;
};
export type OfficeHolder = Office & { readonly capacity: SignatoryCapacity };
export type DetailsState = {
  readonly authority: Authority | null;
  readonly officeHolders: Readonly<Record<string, OfficeHolder>>;
  /** Ids of those who were: ending one of them again changes nothing. */
  readonly formerOfficeHolderIds: readonly string[];
};
