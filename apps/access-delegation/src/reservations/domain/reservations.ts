import type { DomainCommand, DomainEvent, Instant } from '#kernel';
import type { AuthorityType } from '../../authorities/domain/authority-vocabulary.js';
import type { MayDo } from '../../staff/domain/regional-standing.js';

type ForAuthority = { readonly authorityId: string };

export type Reserved = DomainEvent<'Reserved', ForAuthority>;
export type Released = DomainEvent<'Released', ForAuthority>;
export type ReservationEvent = Reserved | Released;

export type Reserve = DomainCommand<'Reserve', ForAuthority>;
export type Release = DomainCommand<'Release', ForAuthority>;
export type ReservationCommand = Reserve | Release;

export const mayDo: MayDo<ReservationCommand> = {
  Reserve: ['ADMINISTRATOR', 'OPERATOR'],
  Release: ['ADMINISTRATOR', 'OPERATOR', 'SYSTEM'],
};

export type ReservationState = { readonly authorityId: string | null; readonly reservedAt: Instant | null };
export const numberStream = (enterpriseNumber: string): string => `number-${enterpriseNumber}`;
/** Reserved for the authority whose merger is being recorded. */
export const MERGERS_STREAM = 'mergers';
export const nisStream = (type: AuthorityType, nisCode: string): string => `nis-${type}-${nisCode}`;
