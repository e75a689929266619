import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, type CommandContext, type Receipt } from '#kernel';
import { Reservations } from '../../reservations/application/reservations.js';
import type { CorrectedDetails, Guarded } from '../domain/authority.js';
import { AuthorityFactsLookUp } from './authority-facts.look-up.js';
import { streamOf } from '../domain/private-space.decider.js';
import { PrivateSpaces } from './private-spaces.js';
import { reserving } from './reserving.js';

/** Correcting an open authority may change which numbers it has: the reservations move with the details. */
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
    const after = before?.status === 'OPEN' ? { type: before.type, enterpriseNumber: corrected(details.enterpriseNumber, before.enterpriseNumber), nisCode: corrected(details.nisCode, before.nisCode) } : null;
    const lookUp = (state: Parameters<AuthorityFactsLookUp['about']>[3]) => this.facts.about(authorityId, command, context.actor, state);
    const settle = async (): Promise<void> => {
      if (before && after) await this.reservations.releaseUnused(authorityId, [before, after], context);
    };
    if (after) await reserving(() => this.reservations.reserve(authorityId, after, context), () => this.spaces.preview(stream, command, context, lookUp));
    try {
      const receipt = await this.spaces.execute(stream, command, context, lookUp);
      await settle();
      return receipt;
    } catch (error) {
      if (isRefusal(error)) await settle();
      throw error;
    }
  }
}

/** What is not mentioned stays; `null` says that there is none. */
const corrected = (given: string | null | undefined, before: string | null): string | null => (given === undefined ? before : given);
