import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Receipt } from '#kernel';
import type { AuthorityCommand } from '../domain/private-space.js';
import { AuthorityFactsLookUp } from './authority-facts.look-up.js';
import { streamOf } from '../domain/private-space.decider.js';
import { PrivateSpaces } from './private-spaces.js';

/** Everything that happens in an authority's private space and touches nothing else. */
export class ChangeAuthority extends Command<Receipt> {
  constructor(readonly authorityId: string, readonly command: AuthorityCommand, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(ChangeAuthority)
export class ChangeAuthorityHandler implements ICommandHandler<ChangeAuthority> {
  constructor(private readonly spaces: PrivateSpaces, private readonly facts: AuthorityFactsLookUp) {}

  execute({ authorityId, command, context }: ChangeAuthority): Promise<Receipt> {
    return this.spaces.execute(streamOf(authorityId), command, context, (state) => this.facts.about(authorityId, command, context.actor, state));
  }
}
