import type { CommandContext, DeriveId, LookedUp, Receipt } from '#kernel';
import type { ActorFacts } from '../../capacities/domain/capacities.js';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { nisStream, numberStream } from '../domain/reservations.js';
import { ReservationStreams } from './reservation.streams.js';

/** What makes an authority unique among those that are open. */
type Numbers = { readonly type: Parameters<typeof nisStream>[0]; readonly enterpriseNumber: string | null; readonly nisCode: string | null };

/** Enterprise numbers and NIS codes, each in use by one authority at a time (BR-05). */
export class Reservations {
  constructor(private readonly streams: ReservationStreams, private readonly recorded: RecordedFacts, private readonly deriveId: DeriveId, private readonly isRegistered: (authorityId: string) => Promise<boolean>) {}

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

  async release(authorityId: string, numbers: Numbers, context: CommandContext): Promise<void> {
    await Promise.all(streamsOf(numbers).map((stream) => this.execute('Release', stream, authorityId, context)));
  }

  async releaseAllBut(authorityId: string, numbers: Numbers, kept: Numbers | null, context: CommandContext): Promise<void> {
    const keep = kept ? streamsOf(kept) : [];
    await Promise.all(streamsOf(numbers).filter((stream) => !keep.includes(stream)).map((stream) => this.execute('Release', stream, authorityId, context)));
  }

  /** The open authority registered under a NIS code, if any. */
  async authorityWithNis(type: Numbers['type'], nisCode: string): Promise<string | null> {
    return (await this.streams.load(nisStream(type, nisCode))).state.authorityId;
  }

  /** Frees a number that was reserved for an authority which never came to be registered. */
  async releaseOrphan(stream: string, authorityId: string, context: CommandContext): Promise<void> {
    if (!(await this.isRegistered(authorityId))) await this.execute('Release', stream, authorityId, context);
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
