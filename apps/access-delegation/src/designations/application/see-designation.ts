import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock, latest, type Actor } from '#kernel';
import { AccessView } from '../../checks/application/access-view.js';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { reading, refuseStanding } from '../../capacities/domain/capacities.js';
import { sha256 } from '../../sha256.js';
import { contentText, statusAt, type Designation, type DesignationStatus } from '../domain/designation-state.js';
import { maySee } from '../domain/designation-standing.js';
import { designationStream } from '../domain/designations.js';
import { DesignationStreams } from './designation.streams.js';

export type SeenDesignation = { readonly designation: Designation; readonly status: DesignationStatus; readonly contentSha256: string };

export class SeeDesignation extends Query<SeenDesignation> {
  constructor(readonly designationId: string, readonly actor: Actor, readonly ticket?: string) {
    super();
  }
}

/** A designation for those it involves, who manage or sign for its authority, or review it; others learn nothing of it. */
@QueryHandler(SeeDesignation)
export class SeeDesignationHandler implements IQueryHandler<SeeDesignation> {
  constructor(private readonly designations: DesignationStreams, private readonly recorded: RecordedFacts, private readonly view: AccessView, private readonly clock: Clock) {}

  async execute({ designationId, actor, ticket }: SeeDesignation): Promise<SeenDesignation> {
    const { state, recordedAt } = await this.designations.load(designationStream(designationId));
    if (state === null) throw refuseStanding('not-found');
    const { authorityId } = state.content;
    const { index } = this.view;
    const { facts } = await this.recorded.actor(actor, authorityId);
    const viewer = {
      ...facts, functions: reading(facts.functions, ticket), actor, province: index.authority(authorityId)?.province ?? null,
      manages: this.view.seesAsManager(actor.id, authorityId), holdsOffice: index.holdsOffice(actor.id, authorityId),
    };
    if (!maySee(state, viewer)) throw refuseStanding('not-found');
    return { designation: state, status: statusAt(state, latest(this.clock.now(), recordedAt)), contentSha256: sha256(contentText(state.content)) };
  }
}
