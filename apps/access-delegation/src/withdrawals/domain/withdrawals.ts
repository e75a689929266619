import type { DomainCommand, DomainEvent, Instant } from '#kernel';
import type { ActorFacts, RegionalFunction } from '../../capacities/domain/capacities.js';
import type { MayDo } from '../../staff/domain/regional-standing.js';

/** `authorityId` null is everywhere. */
type Withdrawn = { readonly withdrawalId: string; readonly personId: string; readonly authorityId: string | null };

/** `orderedBy` and `confirmedBy` stay with the decision because another officer must take the next; older confirmations do not say by whom. */
export type WithdrawalOrdered = DomainEvent<'WithdrawalOrdered', Withdrawn & { readonly decideBefore: Instant; readonly orderedBy: string }>;
export type WithdrawalConfirmed = DomainEvent<'WithdrawalConfirmed', Withdrawn & { readonly confirmedBy?: string }>;
export type WithdrawalLifted = DomainEvent<'WithdrawalLifted', Withdrawn>;
export type WithdrawalEscalated = DomainEvent<'WithdrawalEscalated', Withdrawn>;
export type WithdrawalEvent = WithdrawalOrdered | WithdrawalConfirmed | WithdrawalLifted | WithdrawalEscalated;

type OfWithdrawal = { readonly withdrawalId: string };
export type OrderWithdrawal = DomainCommand<'OrderWithdrawal', Withdrawn & { readonly reasonCode: string }>;
export type ConfirmWithdrawal = DomainCommand<'ConfirmWithdrawal', OfWithdrawal>;
export type LiftWithdrawal = DomainCommand<'LiftWithdrawal', OfWithdrawal>;
/** A court annulled what had been confirmed. */
export type AnnulWithdrawal = DomainCommand<'AnnulWithdrawal', OfWithdrawal>;
export type EscalateWithdrawal = DomainCommand<'EscalateWithdrawal', OfWithdrawal>;
export type WithdrawalCommand = OrderWithdrawal | ConfirmWithdrawal | LiftWithdrawal | AnnulWithdrawal | EscalateWithdrawal;

export const mayDo: MayDo<WithdrawalCommand> = {
  OrderWithdrawal: ['OFFICER'],
  ConfirmWithdrawal: ['OFFICER'],
  LiftWithdrawal: ['OFFICER'],
  AnnulWithdrawal: ['OFFICER'],
  EscalateWithdrawal: ['SYSTEM'],
};

export type WithdrawalFacts = ActorFacts & {
  /** That of the authority concerned; null when it has none, or when the withdrawal is everywhere. */
  readonly province: string | null;
  readonly authorityUnknown: boolean;
  /** What the person concerned is at the Region. */
  readonly heldByPerson: readonly RegionalFunction[];
};

export type Withdrawal = WithdrawalOrdered['data'] & { readonly status: 'ORDERED' | 'CONFIRMED' | 'LIFTED'; readonly escalated: boolean; readonly confirmedBy: string | null };
export type WithdrawalState = { readonly withdrawals: readonly Withdrawal[] };
export const withdrawalStream = (personId: string): string => `withdrawal-${personId}`;

export const withdrawalIn = ({ withdrawals }: WithdrawalState, withdrawalId: string): Withdrawal | undefined =>
  withdrawals.find((withdrawal) => withdrawal.withdrawalId === withdrawalId);

/** True when the Region has closed the person's doors in this authority; for null, when it has closed all of them. */
export const withdrawnIn = ({ withdrawals }: WithdrawalState, authorityId: string | null): boolean =>
  withdrawals.some((withdrawal) => withdrawal.status !== 'LIFTED' && (withdrawal.authorityId === null || withdrawal.authorityId === authorityId));

/** When an undecided withdrawal is escalated; null when nothing is waited for. */
export const escalationDue = ({ status, escalated, decideBefore }: Pick<Withdrawal, 'status' | 'escalated' | 'decideBefore'>): Instant | null =>
  status === 'ORDERED' && !escalated ? decideBefore : null;
