import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, LookedUp, Receipt } from '#kernel';
import { PrivateSpaces } from '../../authorities/application/private-spaces.js';
import type { Authority } from '../../authorities/domain/authority.js';
import { streamOf } from '../../authorities/domain/private-space.decider.js';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { withdrawalIn, withdrawalStream, type WithdrawalCommand, type WithdrawalFacts, type WithdrawalState } from '../domain/withdrawals.js';
import { WithdrawalStreams } from './withdrawal.streams.js';

export class ChangeWithdrawal extends Command<Receipt> {
  constructor(readonly personId: string, readonly command: WithdrawalCommand, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(ChangeWithdrawal)
export class ChangeWithdrawalHandler implements ICommandHandler<ChangeWithdrawal> {
  constructor(private readonly withdrawals: WithdrawalStreams, private readonly recorded: RecordedFacts, private readonly spaces: PrivateSpaces) {}

  execute({ personId, command, context }: ChangeWithdrawal): Promise<Receipt> {
    return this.withdrawals.execute(withdrawalStream(personId), command, context, (state) => this.facts(personId, command, context, state));
  }

  private async facts(personId: string, command: WithdrawalCommand, { actor }: CommandContext, state: WithdrawalState): Promise<LookedUp<WithdrawalFacts>> {
    const authorityId = command.type === 'OrderWithdrawal' ? command.data.authorityId : (withdrawalIn(state, command.data.withdrawalId)?.authorityId ?? null);
    const [own, held, authority] = await Promise.all([this.recorded.actor(actor, null), this.recorded.functionsOf(personId), this.authority(authorityId)]);
    const facts = { ...own.facts, heldByPerson: held.facts, province: authority?.province ?? null, authorityUnknown: authorityId !== null && authority === null };
    return { facts, decidedOn: [...new Map([...own.decidedOn, ...held.decidedOn].map((read) => [read.stream, read])).values()] };
  }

  private async authority(authorityId: string | null): Promise<Authority | null> {
    return authorityId === null ? null : (await this.spaces.load(streamOf(authorityId))).state.authority;
  }
}
