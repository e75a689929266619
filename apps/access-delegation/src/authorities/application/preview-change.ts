import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CommandContext } from '#kernel';
import type { AuthorityCommand, AuthorityEvent } from '../domain/private-space.js';
import { AuthorityFactsLookUp } from './authority-facts.look-up.js';
import { streamOf } from '../domain/private-space.decider.js';
import { PrivateSpaces } from './private-spaces.js';

/** What a command would come to now; nothing is recorded. */
export class PreviewChange extends Query<readonly AuthorityEvent[]> {
  constructor(readonly authorityId: string, readonly command: AuthorityCommand, readonly context: CommandContext) {
    super();
  }
}

@QueryHandler(PreviewChange)
export class PreviewChangeHandler implements IQueryHandler<PreviewChange> {
  constructor(private readonly spaces: PrivateSpaces, private readonly facts: AuthorityFactsLookUp) {}

  async execute({ authorityId, command, context }: PreviewChange): Promise<readonly AuthorityEvent[]> {
    const { events } = await this.spaces.preview(streamOf(authorityId), command, context, (state) => this.facts.about(authorityId, command, context.actor, state));
    return events;
  }
}
