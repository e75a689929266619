import { DAY, plus, refusals, type Circumstances, type Decider } from '#kernel';
import { actAs } from '../../capacities/domain/capacities.js';
import { heldInProvince } from '../../staff/domain/regional-standing.js';
import {
  escalationDue, mayDo, withdrawalIn, type ConfirmWithdrawal, type EscalateWithdrawal, type LiftWithdrawal, type OrderWithdrawal, type Withdrawal,
  type WithdrawalCommand, type WithdrawalEvent, type WithdrawalFacts, type WithdrawalState,
} from './withdrawals.js';

export const refuse = refusals({
  'reason-missing': ['invalid', 'Say why: closing the doors of a person is an act that states its reasons.'],
  'own-withdrawal': ['forbidden', 'Nobody decides about his own withdrawal.'],
  'already-withdrawn': ['conflict', 'The person is withdrawn there already.'],
  'withdrawal-unknown': ['not-found', 'There is no such withdrawal.'],
  'other-officer-needed': ['forbidden', 'Another officer confirms than the one who ordered.'],
  'withdrawal-confirmed': ['conflict', 'A confirmed withdrawal is not lifted.'],
  'withdrawal-lifted': ['conflict', 'The withdrawal was lifted.'],
});

const TO_DECIDE = 30 * DAY;

export const withdrawalDecider: Decider<WithdrawalState, WithdrawalCommand, WithdrawalEvent, WithdrawalFacts> = {
  initialState: { withdrawals: [] },
  decide(command, state, on) {
    const held = heldInProvince(on.actor, on.functions, on.province);
    const as = actAs(on.actor, held, ({ capacity }) => mayDo[command.type].includes(capacity), on.withdrawn);
    return { as, events: decided(command, state, on) };
  },
  evolve(state, { type, data }) {
    switch (type) {
      case 'WithdrawalOrdered': return { withdrawals: [...state.withdrawals, { ...data, status: 'ORDERED', escalated: false }] };
      case 'WithdrawalConfirmed': return changed(state, data.withdrawalId, { status: 'CONFIRMED' });
      case 'WithdrawalLifted': return changed(state, data.withdrawalId, { status: 'LIFTED' });
      case 'WithdrawalEscalated': return changed(state, data.withdrawalId, { escalated: true });
    }
  },
};

const decided = (command: WithdrawalCommand, state: WithdrawalState, on: Circumstances): readonly WithdrawalEvent[] => {
  switch (command.type) {
    case 'OrderWithdrawal': return order(command, state, on);
    case 'ConfirmWithdrawal': return confirm(command, state, on);
    case 'LiftWithdrawal': return lift(command, state, on);
    case 'EscalateWithdrawal': return escalate(command, state, on);
  }
};

const order = ({ data: { reasonCode, ...ordered } }: OrderWithdrawal, { withdrawals }: WithdrawalState, { actor, at }: Circumstances): readonly WithdrawalEvent[] => {
  if (ordered.personId === actor.id) throw refuse('own-withdrawal');
  if (reasonCode.trim() === '') throw refuse('reason-missing');
  const running = withdrawals.find(({ status, authorityId }) => status !== 'LIFTED' && authorityId === ordered.authorityId);
  if (running) throw refuse('already-withdrawn', { withdrawalId: running.withdrawalId });
  const data = { ...ordered, decideBefore: plus(at, TO_DECIDE), orderedBy: actor.id };
  return [{ type: 'WithdrawalOrdered', data, subject: ordered.personId, reasonCode }];
};

const confirm = ({ data }: ConfirmWithdrawal, state: WithdrawalState, { actor }: Circumstances): readonly WithdrawalEvent[] => {
  const withdrawal = decidable(state, data.withdrawalId, actor.id);
  if (withdrawal.orderedBy === actor.id) throw refuse('other-officer-needed');
  if (withdrawal.status === 'LIFTED') throw refuse('withdrawal-lifted');
  return withdrawal.status === 'CONFIRMED' ? [] : [{ type: 'WithdrawalConfirmed', ...about(withdrawal) }];
};

const lift = ({ data }: LiftWithdrawal, state: WithdrawalState, { actor }: Circumstances): readonly WithdrawalEvent[] => {
  const withdrawal = decidable(state, data.withdrawalId, actor.id);
  if (withdrawal.status === 'CONFIRMED') throw refuse('withdrawal-confirmed');
  return withdrawal.status === 'LIFTED' ? [] : [{ type: 'WithdrawalLifted', ...about(withdrawal) }];
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
