import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Holdings } from '#access-index';
import { DomainError, type Actor } from '#kernel';
import type { Collection } from '#persistence';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { inForce } from '../../charter/domain/charter.js';
import { AccessView } from '../../checks/application/access-view.js';
import { membershipsOf, type Membership } from './memberships.js';
import { SeePrivateSpace, SeePrivateSpaceHandler, type SeenSpace } from './see-private-space.js';

export type SeenMyself = {
  readonly accessSuspended: boolean;
  readonly spaces: readonly SeenSpace[];
  readonly holdings: readonly Holdings[];
  readonly charterVersion: number | null;
};

export class SeeMyself extends Query<SeenMyself> {
  constructor(readonly actor: Actor) {
    super();
  }
}

/** The private spaces that a person belongs to, and what he may do there. Which they are comes from a list, what is in them from the spaces. Asked once the lists are ready. */
@QueryHandler(SeeMyself)
export class SeeMyselfHandler implements IQueryHandler<SeeMyself> {
  constructor(
    private readonly memberships: Collection<Membership>, private readonly spaces: SeePrivateSpaceHandler, private readonly recorded: RecordedFacts, private readonly view: AccessView,
  ) {}

  async execute({ actor }: SeeMyself): Promise<SeenMyself> {
    const authorityIds = [...new Set((await membershipsOf(this.memberships, actor.id)).map(({ authorityId }) => authorityId))].sort();
    const [standing, charter, spaces] = await Promise.all([
      this.recorded.actor(actor, null), this.recorded.charter(), Promise.all(authorityIds.map((authorityId) => this.space(authorityId, actor))),
    ]);
    const holdings = this.view.index.whatMay({ personId: actor.id, at: this.view.now() });
    return { accessSuspended: standing.facts.withdrawn, charterVersion: inForce(charter.facts)?.version ?? null, holdings, spaces: spaces.flat() };
  }

  /** Where one was a member once there may be nothing left to see. */
  private async space(authorityId: string, actor: Actor): Promise<readonly SeenSpace[]> {
    try {
      return [await this.spaces.execute(new SeePrivateSpace(authorityId, actor))];
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') return [];
      throw error;
    }
  }
}
