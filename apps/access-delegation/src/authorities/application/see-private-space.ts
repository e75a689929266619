import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock, latest, type Actor, type Instant } from '#kernel';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import type { CatalogueFacts } from '../domain/authority-facts.js';
import { managerStanding, type ManagerStanding } from '../domain/managers.js';
import { streamOf } from '../domain/private-space.decider.js';
import type { AuthorityState } from '../domain/private-space.js';
import { answersFor, belongsHere, seeingHere, type Seeing } from '../domain/seeing.js';
import { AuthorityFactsLookUp } from './authority-facts.look-up.js';
import { PrivateSpaces } from './private-spaces.js';

/** The private space as it stands, with how much of it the actor may see. */
export type SeenSpace = Seeing & {
  readonly state: AuthorityState;
  readonly version: number;
  readonly actor: Actor;
  readonly at: Instant;
  readonly managers: ManagerStanding;
  /** Members whose doors the Region has closed, as those may know who see all. */
  readonly withdrawn: readonly string[];
  readonly catalogue: CatalogueFacts;
};

/** A space as a person sees himself in it; `accessSuspended`: the Region has closed his doors there. */
export type OwnSpace = SeenSpace & { readonly accessSuspended: boolean };

export class SeePrivateSpace extends Query<SeenSpace> {
  constructor(readonly authorityId: string, readonly actor: Actor, readonly ticket?: string) {
    super();
  }
}

/** Read from the stream itself, so that whoever wrote sees what he wrote. */
@QueryHandler(SeePrivateSpace)
export class SeePrivateSpaceHandler implements IQueryHandler<SeePrivateSpace> {
  constructor(private readonly spaces: PrivateSpaces, private readonly facts: AuthorityFactsLookUp, private readonly recorded: RecordedFacts, private readonly clock: Clock) {}

  async execute({ authorityId, actor, ticket }: SeePrivateSpace): Promise<SeenSpace> {
    const { state, version, recordedAt } = await this.spaces.load(streamOf(authorityId));
    const { facts } = await this.facts.about(authorityId, { type: 'ForeseeGap', data: {} }, actor, state);
    const at = latest(this.clock.now(), recordedAt);
    const takesOver = !facts.actorFacts.withdrawn && await this.answersForSuccessor(actor, state);
    const seeing: Seeing = takesOver ? { sight: 'ALL', subjects: [] } : seeingHere(actor, state, { at, actor, ...facts }, ticket);
    const withdrawn = seeing.sight === 'ALL' ? (await this.recorded.withdrawn(personsIn(state), authorityId)).facts : [];
    return { state, version, ...seeing, actor, at, managers: managerStanding(state, facts, at), withdrawn, catalogue: facts.catalogue };
  }

  /** What somebody is told about himself: also before his profile begins, and that his access is suspended. `reads`: where he may read as a member of the successor. */
  async ofOneself(authorityId: string, actor: Actor, reads: boolean): Promise<OwnSpace | undefined> {
    const { state, version, recordedAt } = await this.spaces.load(streamOf(authorityId));
    const at = latest(this.clock.now(), recordedAt);
    if (!reads && !belongsHere(actor, state, at)) return undefined;
    const { facts } = await this.facts.about(authorityId, { type: 'ForeseeGap', data: {} }, actor, state);
    return {
      state, version, sight: 'OWN', subjects: [], actor, at, managers: managerStanding(state, facts, at), withdrawn: [], catalogue: facts.catalogue,
      accessSuspended: facts.actorFacts.withdrawn,
    };
  }

  /** Two mergers into each other, recorded at the same time, lead nowhere. */
  private async answersForSuccessor(actor: Actor, { authority }: AuthorityState, passed: readonly string[] = []): Promise<boolean> {
    if (authority?.status !== 'MERGED' || authority.successorId === null || passed.includes(authority.successorId)) return false;
    const { successorId } = authority;
    const { state, recordedAt } = await this.spaces.load(streamOf(successorId));
    if (state.authority?.status === 'MERGED') return this.answersForSuccessor(actor, state, [...passed, successorId]);
    const { facts } = await this.facts.about(successorId, { type: 'ForeseeGap', data: {} }, actor, state);
    return answersFor(actor, state, { at: latest(this.clock.now(), recordedAt), actor, ...facts });
  }
}

const personsIn = ({ members }: AuthorityState): readonly string[] => Object.values(members).flatMap(({ personId }) => personId ?? []);
