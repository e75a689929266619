import { DomainError, type CommandContext, type DeriveId, type LookedUp, type Receipt } from '#kernel';
import type { ActorFacts } from '../../capacities/domain/capacities.js';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { MERGERS_STREAM, nisStream, numberStream } from '../domain/reservations.js';
import { refuse } from '../domain/reservations.decider.js';
import { ReservationStreams } from './reservation.streams.js';

/** What makes an authority unique among those that are open. */
export type Numbers = { readonly type: Parameters<typeof nisStream>[0]; readonly enterpriseNumber: string | null; readonly nisCode: string | null };

/** Enterprise numbers and NIS codes, each in use by one authority at a time (BR-05), and the turn of a merger. */
export class Reservations {
  constructor(
    private readonly streams: ReservationStreams, private readonly recorded: RecordedFacts, private readonly deriveId: DeriveId,
    /** What an authority has in use; null while it is not open. */
    private readonly inUse: (authorityId: string) => Promise<Numbers | null>,
  ) {}

  /** Takes both or neither. @throws DomainError `already-registered` with the authority that has it */
  async reserve(authorityId: string, numbers: Numbers, context: CommandContext): Promise<void> {
    const taken: string[] = [];
    for (const stream of streamsOf(numbers)) {
      try {
        const { version } = await this.streams.load(stream);
        const receipt = await this.execute('Reserve', stream, authorityId, context);
        if (receipt.version > version) taken.push(stream);
      } catch (error) {
        await Promise.all(taken.map((reserved) => this.execute('Release', reserved, authorityId, context)));
        throw error;
      }
    }
  }

  /** Frees those of the numbers that the authority, as it stands now, does not use. */
  async releaseUnused(authorityId: string, numbers: readonly Numbers[], context: CommandContext): Promise<void> {
    const used = await this.used(authorityId);
    const unused = new Set(numbers.flatMap(streamsOf).filter((stream) => !used.includes(stream)));
    await Promise.all([...unused].map((stream) => this.execute('Release', stream, authorityId, context)));
  }

  /** Mergers are recorded one after the other: of those that cross, each would find its successor still open. @throws DomainError `merger-under-way` */
  async reserveMerger(authorityId: string, context: CommandContext): Promise<void> {
    try {
      await this.execute('Reserve', MERGERS_STREAM, authorityId, context);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'already-registered') throw refuse('merger-under-way');
      throw error;
    }
  }

  async releaseMerger(authorityId: string, context: CommandContext): Promise<void> {
    await this.execute('Release', MERGERS_STREAM, authorityId, context);
  }

  /** The open authority registered under a NIS code, if any. */
  async authorityWithNis(type: Numbers['type'], nisCode: string): Promise<string | null> {
    return (await this.streams.load(nisStream(type, nisCode))).state.authorityId;
  }

  /** Frees a number whose authority, some time after reserving it, does not use it. */
  async releaseOrphan(stream: string, authorityId: string, context: CommandContext): Promise<void> {
    if (!(await this.used(authorityId)).includes(stream)) await this.execute('Release', stream, authorityId, context);
  }

  private async used(authorityId: string): Promise<readonly string[]> {
    const numbers = await this.inUse(authorityId);
    return numbers ? streamsOf(numbers) : [];
  }

  private async execute(type: 'Reserve' | 'Release', stream: string, authorityId: string, context: CommandContext): Promise<Receipt> {
    const { version } = await this.streams.load(stream);
    // The decision is idempotent by itself; an id per state lets a request reserve again what it had to release.
    const own: CommandContext = { ...context, commandId: this.deriveId(context.commandId, `${type}/${String(version)}`), bodyHash: authorityId };
    const facts = (): Promise<LookedUp<ActorFacts>> => this.recorded.actor(context.actor, null);
    return this.streams.execute(stream, { type, data: { authorityId } }, own, facts);
  }
}

const streamsOf = ({ type, enterpriseNumber, nisCode }: Numbers): readonly string[] => [
  ...(enterpriseNumber === null ? [] : [numberStream(enterpriseNumber)]),
  ...(nisCode === null ? [] : [nisStream(type, nisCode)]),
];
