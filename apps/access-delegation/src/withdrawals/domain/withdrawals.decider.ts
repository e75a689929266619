import { DAY, plus, refusals, type Circumstances, type Decider } from '#kernel';
import { actAs } from '../../capacities/domain/capacities.js';
import { heldInProvince, ofEverySubject } from '../../staff/domain/regional-standing.js';
import {
  escalationDue, mayDo, withdrawalIn, type AnnulWithdrawal, type ConfirmWithdrawal, type EscalateWithdrawal, type LiftWithdrawal, type OrderWithdrawal, type Withdrawal,
  type WithdrawalCommand, type WithdrawalEvent, type WithdrawalFacts, type WithdrawalState,
} from './withdrawals.js';

export const refuse = refusals({
  'reason-missing': ['invalid', 'Say why: closing the doors of a person is an act that states its reasons.'],
  'own-withdrawal': ['forbidden', 'Nobody decides about his own withdrawal.'],
  'dismissal-needed': ['conflict', 'This person acts for the Region: administrators dismiss somebody before every door is closed.'],
  'already-withdrawn': ['conflict', 'The person is withdrawn there already.'],
  'withdrawal-unknown': ['not-found', 'There is no such withdrawal.'],
  'authority-unknown': ['not-found', 'There is no such authority.'],
  'other-officer-needed': ['forbidden', 'Another officer decides than the one who decided before.'],
  'withdrawal-confirmed': ['conflict', 'A confirmed withdrawal is not lifted; record its annulment when a court annulled it.'],
  'withdrawal-not-confirmed': ['conflict', 'Only a confirmed withdrawal is annulled; this one can be lifted.'],
  'withdrawal-lifted': ['conflict', 'The withdrawal was lifted.'],
});

const TO_DECIDE = 30 * DAY;

export const withdrawalDecider: Decider<WithdrawalState, WithdrawalCommand, WithdrawalEvent, WithdrawalFacts> = {
  stateShape: 2,
  initialState: { withdrawals: [] },
  decide(command, state, on) {
    const held = heldInProvince(on.actor, ofEverySubject(on.functions), on.province);
    const as = actAs(on.actor, held, ({ capacity }) => mayDo[command.type].includes(capacity), on.withdrawn);
    return { as, events: decided(command, state, on) };
  },
  evolve(state, { type, data }) {
    switch (type) {
      case 'WithdrawalOrdered': return { withdrawals: [...state.withdrawals, { ...data, status: 'ORDERED', escalated: false, confirmedBy: null }] };
      case 'WithdrawalConfirmed': return changed(state, data.withdrawalId, { status: 'CONFIRMED', confirmedBy: data.confirmedBy ?? null });
      case 'WithdrawalLifted': return changed(state, data.withdrawalId, { status: 'LIFTED' });
      case 'WithdrawalEscalated': return changed(state, data.withdrawalId, { escalated: true });
    }
  },
};

const decided = (command: WithdrawalCommand, state: WithdrawalState, on: Circumstances & WithdrawalFacts): readonly WithdrawalEvent[] => {
  switch (command.type) {
    case 'OrderWithdrawal': return order(command, state, on);
    case 'ConfirmWithdrawal': return confirm(command, state, on);
    case 'LiftWithdrawal': return lift(command, state, on);
    case 'AnnulWithdrawal': return annul(command, state, on);
    case 'EscalateWithdrawal': return escalate(command, state, on);
  }
};

const order = ({ data: { reasonCode, ...ordered } }: OrderWithdrawal, { withdrawals }: WithdrawalState, { actor, at, authorityUnknown, heldByPerson }: Circumstances & WithdrawalFacts): readonly WithdrawalEvent[] => {
  if (authorityUnknown) throw refuse('authority-unknown');
  if (ordered.personId === actor.id) throw refuse('own-withdrawal');
  if (reasonCode.trim() === '') throw refuse('reason-missing');
  // Else one officer would be stronger than the rule that two administrators remain.
  if (ordered.authorityId === null && heldByPerson.length > 0) throw refuse('dismissal-needed');
  const running = withdrawals.find(({ status, authorityId }) => status !== 'LIFTED' && authorityId === ordered.authorityId);
  if (running) throw refuse('already-withdrawn', { withdrawalId: running.withdrawalId });
  const data = { ...ordered, decideBefore: plus(at, TO_DECIDE), orderedBy: actor.id };
  return [{ type: 'WithdrawalOrdered', data, subject: ordered.personId, reasonCode }];
};

const confirm = ({ data }: ConfirmWithdrawal, state: WithdrawalState, { actor }: Circumstances): readonly WithdrawalEvent[] => {
  const withdrawal = decidable(state, data.withdrawalId, actor.id);
  if (withdrawal.orderedBy === actor.id) throw refuse('other-officer-needed');
  if (withdrawal.status === 'LIFTED') throw refuse('withdrawal-lifted');
  if (withdrawal.status === 'CONFIRMED') return [];
  const confirmed = about(withdrawal);
  return [{ ...confirmed, type: 'WithdrawalConfirmed', data: { ...confirmed.data, confirmedBy: actor.id } }];
};

const lift = ({ data }: LiftWithdrawal, state: WithdrawalState, { actor }: Circumstances): readonly WithdrawalEvent[] => {
  const withdrawal = decidable(state, data.withdrawalId, actor.id);
  if (withdrawal.status === 'CONFIRMED') throw refuse('withdrawal-confirmed');
  return withdrawal.status === 'LIFTED' ? [] : [{ type: 'WithdrawalLifted', ...about(withdrawal) }];
};

/** What ended with the confirmation stays ended; the person may be prepared and designated again. */
const annul = ({ data }: AnnulWithdrawal, state: WithdrawalState, { actor }: Circumstances): readonly WithdrawalEvent[] => {
  const withdrawal = decidable(state, data.withdrawalId, actor.id);
  if (withdrawal.status === 'ORDERED') throw refuse('withdrawal-not-confirmed');
  if (withdrawal.status === 'LIFTED') return [];
  if (withdrawal.confirmedBy === actor.id) throw refuse('other-officer-needed');
  return [{ type: 'WithdrawalLifted', ...about(withdrawal), reasonCode: 'ANNULLED' }];
};

const escalate = ({ data }: EscalateWithdrawal, state: WithdrawalState, { at }: Circumstances): readonly WithdrawalEvent[] => {
  const withdrawal = withdrawalIn(state, data.withdrawalId);
  const due = withdrawal ? escalationDue(withdrawal) : null;
  return withdrawal && due !== null && due <= at ? [{ type: 'WithdrawalEscalated', ...about(withdrawal) }] : [];
};

const decidable = (state: WithdrawalState, withdrawalId: string, officerId: string): Withdrawal => {
  const withdrawal = withdrawalIn(state, withdrawalId);
  if (!withdrawal) throw refuse('withdrawal-unknown');
  if (withdrawal.personId === officerId) throw refuse('own-withdrawal');
  return withdrawal;
};

const about = ({ withdrawalId, personId, authorityId }: Withdrawal) => ({ data: { withdrawalId, personId, authorityId }, subject: personId });

const changed = ({ withdrawals }: WithdrawalState, withdrawalId: string, change: Partial<Withdrawal>): WithdrawalState => ({
  withdrawals: withdrawals.map((withdrawal) => (withdrawal.withdrawalId === withdrawalId ? { ...withdrawal, ...change } : withdrawal)),
});
