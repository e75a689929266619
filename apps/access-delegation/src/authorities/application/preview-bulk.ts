import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock, latest, type Actor } from '#kernel';
import { previewBulk, type LineOutcome } from '../domain/bulk-grants.js';
import type { GrantInBulk } from '../domain/grants.js';
import { streamOf } from '../domain/private-space.decider.js';
import { AuthorityFactsLookUp } from './authority-facts.look-up.js';
import { PrivateSpaces } from './private-spaces.js';

/** What would become of each line of a batch now; nothing is recorded. */
export class PreviewBulk extends Query<readonly LineOutcome[]> {
  constructor(readonly authorityId: string, readonly command: GrantInBulk, readonly actor: Actor) {
    super();
  }
}

@QueryHandler(PreviewBulk)
export class PreviewBulkHandler implements IQueryHandler<PreviewBulk> {
  constructor(private readonly spaces: PrivateSpaces, private readonly facts: AuthorityFactsLookUp, private readonly clock: Clock) {}

  async execute({ authorityId, command, actor }: PreviewBulk): Promise<readonly LineOutcome[]> {
    const { state, recordedAt } = await this.spaces.load(streamOf(authorityId));
    const { facts } = await this.facts.about(authorityId, command, actor, state);
    return previewBulk(command, state, { at: latest(this.clock.now(), recordedAt), actor, ...facts });
  }
}
