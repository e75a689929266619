import { Aggregate } from '#kernel';
import type { WithdrawalCommand, WithdrawalEvent, WithdrawalFacts, WithdrawalState } from '../domain/withdrawals.js';

export class WithdrawalStreams extends Aggregate<WithdrawalState, WithdrawalCommand, WithdrawalEvent, WithdrawalFacts> {}
