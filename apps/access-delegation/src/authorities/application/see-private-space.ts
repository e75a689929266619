import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock, latest, type Actor, type Instant } from '#kernel';
import { managerStanding, type ManagerStanding } from '../domain/managers.js';
import { streamOf } from '../domain/private-space.decider.js';
import type { AuthorityState } from '../domain/private-space.js';
import { sightHere, type Sight } from '../domain/seeing.js';
import { AuthorityFactsLookUp } from './authority-facts.look-up.js';
import { PrivateSpaces } from './private-spaces.js';

/** The private space as it stands, with how much of it the actor may see. */
export type SeenSpace = {
  readonly state: AuthorityState;
  readonly version: number;
  readonly sight: Sight;
  readonly actor: Actor;
  readonly at: Instant;
  readonly managers: ManagerStanding;
};

export class SeePrivateSpace extends Query<SeenSpace> {
  constructor(readonly authorityId: string, readonly actor: Actor, readonly ticket?: string) {
    super();
  }
}

/** Read from the stream itself, so that whoever wrote sees what he wrote. */
@QueryHandler(SeePrivateSpace)
export class SeePrivateSpaceHandler implements IQueryHandler<SeePrivateSpace> {
  constructor(private readonly spaces: PrivateSpaces, private readonly facts: AuthorityFactsLookUp, private readonly clock: Clock) {}

  async execute({ authorityId, actor, ticket }: SeePrivateSpace): Promise<SeenSpace> {
    const { state, version, recordedAt } = await this.spaces.load(streamOf(authorityId));
    const { facts } = await this.facts.about(authorityId, { type: 'ForeseeGap', data: {} }, actor, state);
    const at = latest(this.clock.now(), recordedAt);
    const sight = sightHere(actor, state, { at, actor, ...facts }, ticket);
    return { state, version, sight, actor, at, managers: managerStanding(state, facts, at) };
  }
}
