import { setTimeout as pause } from 'node:timers/promises';
import { topics } from '#contracts';
import type { Work } from '#hosting';
import { DomainError, type Actor, type JsonObject, type StreamVersion } from '#kernel';
import type { Offsets } from '#messaging';
import type { Consultations } from '../../consultations/application/consultations.js';
import { LEDGER } from '../../ledger/domain/ledger-entry.js';
import { COMMAND_LINE, lookAtAuthority, lookAtOperator, lookAtPerson, lookAtRegion, refuseLooking, successionOf, type Looking, type Standings, type ViewerCapacity } from '../domain/viewers.js';
import type { AccessView } from './access-view.js';

/** Whose trail: what concerns an authority or a person, what a person or the operator did, or what concerns nobody in particular. */
export type TrailOwner = { readonly kind: 'authority' | 'person' | 'actor' | 'region'; readonly id: string };

export type Visit = {
  readonly owner: TrailOwner;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly ticket?: string | undefined;
  /** What the caller has already seen and an answer must rest on. */
  readonly seen: readonly StreamVersion[];
};

/** What has been told of a stream so far. */
export type Told = {
  versionOf(stream: string): Promise<number>;
  /** False while histories may leave out what was recorded before. */
  isComplete(): Promise<boolean>;
  /** Up to where of the log: whichever instance tells, and however long none did. */
  offsets(): Promise<Offsets>;
};

/** Whether what has become since of an act in this authority is told as well; of none, of one that concerns no authority. */
export type Sight = (authorityId: string | null) => boolean;
export const EVERYTHING: Sight = () => true;

const PATIENCE_MILLIS = 3_000;
const LOOK_AGAIN_MILLIS = 10;

const isPublished = (stream: string): boolean => topics.some(({ family }) => stream === family || stream.startsWith(`${family}-`));

/** The door to every reading: what the caller has seen is told, he may look, and that he looked is recorded. */
export class Admission {
  constructor(
    private readonly access: AccessView,
    private readonly told: Told,
    private readonly consultations: Consultations,
    /** What brings facts to the ledger and from there to the trail. */
    private readonly works: readonly Work[],
    private readonly patienceMillis = PATIENCE_MILLIS,
  ) {}

  /** @throws `not-yet-told`, `audit-unavailable`, `not-found` */
  async admit({ owner, actor, ticket, seen, correlationId }: Visit, part: JsonObject): Promise<Sight> {
    await this.readyFor(seen);
    this.access.requireFresh(owner.id, actor.id, ...(owner.kind === 'authority' ? successionOf(owner.id, this.access) : []));
    if (this.works.some((work) => work.problem() !== undefined)) throw refuseLooking('audit-unavailable');
    const capacity = capacityOf({ actor, ticket }, owner, this.access);
    // The trail is no older than the facts by which he was let in, and in nothing older than any view may be.
    await this.readyFor(decidingOf(owner).map((stream) => this.access.newestOf(stream)), () => this.isFresh());
    await this.consultations.record({ actor, capacity, correlationId, what: { trail: owner.kind, id: owner.id, ...part, ...(ticket === undefined ? {} : { ticket }) } });
    // What he did is his own to read; what others have done since is for who may look where they did it.
    return owner.kind === 'actor' && capacity === 'MEMBER' ? (authorityId) => authorityId === null || this.maySee({ actor, ticket }, authorityId) : EVERYTHING;
  }

  private maySee(looking: Looking, authorityId: string): boolean {
    try {
      this.access.requireFresh(...successionOf(authorityId, this.access));
      lookAtAuthority(looking, authorityId, this.access);
      return true;
    } catch (error) {
      if (error instanceof DomainError) return false;
      throw error;
    }
  }

  private async readyFor(seen: readonly StreamVersion[], isFresh: () => Promise<boolean> = () => Promise.resolve(true)): Promise<void> {
    const wanted = seen.filter(({ stream }) => isPublished(stream));
    for (const deadline = performance.now() + this.patienceMillis; ;) {
      const missing = (await isFresh()) ? await this.missing(wanted) : [LEDGER];
      if (missing.length === 0) return;
      if (performance.now() >= deadline) throw refuseLooking('not-yet-told', { missing });
      await pause(LOOK_AGAIN_MILLIS);
    }
  }

  private async isFresh(): Promise<boolean> {
    return this.access.isReachedBy(await this.told.offsets());
  }

  private async missing(wanted: readonly StreamVersion[]): Promise<readonly string[]> {
    const missing: string[] = (await this.told.isComplete()) ? [] : [LEDGER];
    for (const { stream, version } of wanted) {
      if ((await this.told.versionOf(stream)) < version || !this.access.has(stream, version)) missing.push(stream);
    }
    return missing;
  }
}

/** @throws `not-found` */
const capacityOf = (looking: Looking, { kind, id }: TrailOwner, standings: Standings): ViewerCapacity => {
  switch (kind) {
    case 'authority': return lookAtAuthority(looking, id, standings);
    case 'person': return lookAtPerson(looking, id, standings);
    case 'actor': return id === COMMAND_LINE ? lookAtOperator(looking, standings) : lookAtPerson(looking, id, standings);
    case 'region': return lookAtRegion(looking, standings);
  }
};

const decidingOf = ({ kind, id }: TrailOwner): readonly string[] => {
  switch (kind) {
    case 'authority': return [`authority-${id}`];
    case 'person': case 'actor': return [`withdrawal-${id}`];
    case 'region': return ['staff', 'catalogue', 'charter'];
  }
};
