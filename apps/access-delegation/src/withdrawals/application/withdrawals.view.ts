import type { Actor } from '#kernel';
import { PrivateSpaces } from '../../authorities/application/private-spaces.js';
import { streamOf } from '../../authorities/domain/private-space.decider.js';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import { heldInProvince, ofEverySubject } from '../../staff/domain/regional-standing.js';
import { withdrawalStream, type Withdrawal } from '../domain/withdrawals.js';
import { WithdrawalStreams } from './withdrawal.streams.js';

export class WithdrawalsView {
  constructor(private readonly withdrawals: WithdrawalStreams, private readonly recorded: RecordedFacts, private readonly spaces: PrivateSpaces) {}

  /** What the Region decided about a person, for its officers: everywhere, and in the authorities of their provinces; not for who has some subjects only. */
  async seenBy(actor: Actor, personId: string): Promise<readonly Withdrawal[]> {
    const { facts: { functions, withdrawn } } = await this.recorded.actor(actor, null);
    const reviewing = ofEverySubject(functions).filter((held) => held.function === 'OFFICER');
    if (reviewing.length === 0 || withdrawn) throw refuseStanding('not-found');
    const { state } = await this.withdrawals.load(withdrawalStream(personId));
    const seen = await Promise.all(state.withdrawals.map(async ({ authorityId }) =>
      authorityId === null || heldInProvince(actor, reviewing, (await this.spaces.load(streamOf(authorityId))).state.authority?.province ?? null).length > 0));
    return state.withdrawals.filter((_, index) => seen[index]);
  }
}
