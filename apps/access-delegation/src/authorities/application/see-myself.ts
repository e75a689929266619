import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Holdings } from '#access-index';
import type { Actor } from '#kernel';
import type { Collection } from '#persistence';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { inForce } from '../../charter/domain/charter.js';
import { AccessView } from '../../checks/application/access-view.js';
import { membershipsOf, type Membership } from './memberships.js';
import { SeePrivateSpaceHandler, type OwnSpace } from './see-private-space.js';

export type SeenMyself = {
  /** Everywhere. */
  readonly accessSuspended: boolean;
  readonly spaces: readonly OwnSpace[];
  readonly holdings: readonly Holdings[];
  readonly charterVersion: number | null;
};

export class SeeMyself extends Query<SeenMyself> {
  constructor(readonly actor: Actor) {
    super();
  }
}

/** The private spaces that a person belongs to or signs for, those merged into one where he is a member, and what he may do there. Which they are comes from lists, what is in them from the spaces. Asked once the lists are ready. */
@QueryHandler(SeeMyself)
export class SeeMyselfHandler implements IQueryHandler<SeeMyself> {
  constructor(
    private readonly memberships: Collection<Membership>, private readonly spaces: SeePrivateSpaceHandler, private readonly recorded: RecordedFacts, private readonly view: AccessView,
  ) {}

  async execute({ actor }: SeeMyself): Promise<SeenMyself> {
    const { index } = this.view;
    const [{ facts: { withdrawn: accessSuspended } }, charter] = await Promise.all([this.recorded.actor(actor, null), this.recorded.charter()]);
    const memberOf = (await membershipsOf(this.memberships, actor.id)).map(({ authorityId }) => authorityId);
    const holdings = index.whatMay({ personId: actor.id, at: this.view.now() });
    const reads = new Set(holdings.map(({ authorityId }) => authorityId));
    const authorityIds = accessSuspended ? [] : [...new Set([...memberOf, ...index.officesOf(actor.id), ...reads])].sort();
    const spaces = await Promise.all(authorityIds.map((authorityId) => this.spaces.ofOneself(authorityId, actor, reads.has(authorityId))));
    // Where one was a member once there may be nothing left to see.
    return { accessSuspended, charterVersion: inForce(charter.facts)?.version ?? null, holdings, spaces: spaces.filter((space) => space !== undefined) };
  }
}
