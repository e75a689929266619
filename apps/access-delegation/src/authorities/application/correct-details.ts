import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Receipt } from '#kernel';
import { Reservations } from '../../reservations/application/reservations.js';
import type { CorrectedDetails, Guarded } from '../domain/authority.js';
import { AuthorityFactsLookUp } from './authority-facts.look-up.js';
import { streamOf } from '../domain/private-space.decider.js';
import { PrivateSpaces } from './private-spaces.js';

/** Opening, closing and correcting touch who may use a number: the reservations move with the details. */
export class CorrectAuthority extends Command<Receipt> {
  constructor(readonly authorityId: string, readonly details: CorrectedDetails & Guarded, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(CorrectAuthority)
export class CorrectAuthorityHandler implements ICommandHandler<CorrectAuthority> {
  constructor(private readonly spaces: PrivateSpaces, private readonly facts: AuthorityFactsLookUp, private readonly reservations: Reservations) {}

  async execute({ authorityId, details, context }: CorrectAuthority): Promise<Receipt> {
    const stream = streamOf(authorityId);
    const command = { type: 'CorrectDetails', data: details } as const;
    const before = (await this.spaces.load(stream)).state.authority;
    const after = before ? { ...before, ...details } : null;
    if (after) await this.reservations.reserve(authorityId, after, context);
    try {
      const receipt = await this.spaces.execute(stream, command, context, (state) => this.facts.about(authorityId, command, context.actor, state));
      if (before) await this.reservations.releaseAllBut(authorityId, before, after, context);
      return receipt;
    } catch (error) {
      if (after) await this.reservations.releaseAllBut(authorityId, after, before, context);
      throw error;
    }
  }
}
