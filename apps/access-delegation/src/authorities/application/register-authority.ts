import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal, type CommandContext, type Receipt } from '#kernel';
import { Reservations } from '../../reservations/application/reservations.js';
import type { AuthorityDetails } from '../domain/authority.js';
import { AuthorityFactsLookUp } from './authority-facts.look-up.js';
import { streamOf } from '../domain/private-space.decider.js';
import { PrivateSpaces } from './private-spaces.js';

export class RegisterAuthority extends Command<Receipt> {
  constructor(readonly authorityId: string, readonly details: AuthorityDetails, readonly context: CommandContext) {
    super();
  }
}

/** Reserves number and NIS code first; the same command again completes what a crash cut. */
@CommandHandler(RegisterAuthority)
export class RegisterAuthorityHandler implements ICommandHandler<RegisterAuthority> {
  constructor(private readonly spaces: PrivateSpaces, private readonly facts: AuthorityFactsLookUp, private readonly reservations: Reservations) {}

  async execute({ authorityId, details, context }: RegisterAuthority): Promise<Receipt> {
    const command = { type: 'RegisterAuthority', data: { authorityId, ...details } } as const;
    const stream = streamOf(authorityId);
    // A repeated request must not take again what the authority has given back since.
    const exists = (await this.spaces.load(stream)).version > 0;
    if (!exists) await this.reservations.reserve(authorityId, details, context);
    try {
      return await this.spaces.execute(stream, command, context, (state) => this.facts.about(authorityId, command, context.actor, state));
    } catch (error) {
      if (isRefusal(error)) await this.reservations.releaseUnused(authorityId, [details], context);
      throw error;
    }
  }
}
