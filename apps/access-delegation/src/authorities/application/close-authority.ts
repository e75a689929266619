import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, type CommandContext, type Receipt } from '#kernel';
import { Reservations } from '../../reservations/application/reservations.js';
import type { Close, MergeInto, Reopen } from '../domain/authority.js';
import { AuthorityFactsLookUp } from './authority-facts.look-up.js';
import { streamOf } from '../domain/private-space.decider.js';
import { PrivateSpaces } from './private-spaces.js';
import { reserving } from './reserving.js';

/** Closing (merger included) frees the numbers of the authority, reopening takes them again. Mergers come one at a time. */
export class CloseOrReopen extends Command<Receipt> {
  constructor(readonly authorityId: string, readonly command: Close | MergeInto | Reopen, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(CloseOrReopen)
export class CloseOrReopenHandler implements ICommandHandler<CloseOrReopen> {
  constructor(private readonly spaces: PrivateSpaces, private readonly facts: AuthorityFactsLookUp, private readonly reservations: Reservations) {}

  async execute({ authorityId, command, context }: CloseOrReopen): Promise<Receipt> {
    const stream = streamOf(authorityId);
    const { authority } = (await this.spaces.load(stream)).state;
    const lookUp = (state: Parameters<AuthorityFactsLookUp['about']>[3]) => this.facts.about(authorityId, command, context.actor, state);
    const foresee = (): Promise<unknown> => this.spaces.preview(stream, command, context, lookUp);
    if (authority && command.type === 'Reopen') await reserving(() => this.reservations.reserve(authorityId, authority, context), foresee);
    if (command.type === 'MergeInto' && authority?.status === 'OPEN') {
      // What is refused leaves nothing behind, not even that somebody's turn came.
      await foresee();
      await this.reservations.reserveMerger(authorityId, context);
    }
    const settle = async (): Promise<void> => {
      if (authority) await this.reservations.releaseUnused(authorityId, [authority], context);
      if (command.type === 'MergeInto') await this.reservations.releaseMerger(authorityId, context);
    };
    try {
      const receipt = await this.spaces.execute(stream, command, context, lookUp);
      // Whatever frees numbers after a closing may have come between.
      if (authority && command.type === 'Reopen') await this.reservations.reserve(authorityId, authority, context);
      await settle();
      return receipt;
    } catch (error) {
      if (isRefusal(error)) await settle();
      throw error;
    }
  }
}
