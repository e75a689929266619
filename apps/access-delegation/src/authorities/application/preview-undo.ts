import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock, latest, type Actor } from '#kernel';
import { previewUndo, undoing, type Undoing } from '../domain/bulk-undoing.js';
import type { UndoBulk } from '../domain/grants.js';
import { streamOf } from '../domain/private-space.decider.js';
import { AuthorityFactsLookUp } from './authority-facts.look-up.js';
import { PrivateSpaces } from './private-spaces.js';

/** What undoing a batch would come to now; or, once it is undone, what did not come back. Nothing is recorded. */
export class PreviewUndo extends Query<Undoing> {
  constructor(readonly authorityId: string, readonly command: UndoBulk, readonly actor: Actor, readonly done = false) {
    super();
  }
}

@QueryHandler(PreviewUndo)
export class PreviewUndoHandler implements IQueryHandler<PreviewUndo> {
  constructor(private readonly spaces: PrivateSpaces, private readonly facts: AuthorityFactsLookUp, private readonly clock: Clock) {}

  async execute({ authorityId, command, actor, done }: PreviewUndo): Promise<Undoing> {
    const { state, recordedAt } = await this.spaces.load(streamOf(authorityId));
    const { facts } = await this.facts.about(authorityId, command, actor, state);
    return (done ? undoing : previewUndo)(command, state, { at: latest(this.clock.now(), recordedAt), actor, ...facts });
  }
}
