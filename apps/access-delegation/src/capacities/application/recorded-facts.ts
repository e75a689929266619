import type { Actor, Aggregate, LookedUp, StreamVersion } from '#kernel';
import { CATALOGUE_STREAM, type CatalogueState } from '../../catalogue/domain/catalogue.js';
import { CatalogueStream } from '../../catalogue/application/catalogue.stream.js';
import { CHARTER_STREAM, type CharterState } from '../../charter/domain/charter.js';
import { CharterStream } from '../../charter/application/charter.stream.js';
import { functionsOf, STAFF_STREAM } from '../../staff/domain/staff.js';
import { StaffStream } from '../../staff/application/staff.stream.js';
import { withdrawalStream, withdrawnIn } from '../../withdrawals/domain/withdrawals.js';
import { WithdrawalStreams } from '../../withdrawals/application/withdrawal.streams.js';
import type { ActorFacts } from '../domain/capacities.js';

/** Facts of other streams that decisions rest on, read from the streams themselves and told with their versions. */
export class RecordedFacts {
  constructor(
    private readonly staff: StaffStream,
    private readonly withdrawals: WithdrawalStreams,
    private readonly catalogueStream: CatalogueStream,
    private readonly charterStream: CharterStream,
  ) {}

  /** What the actor is at the Region, and whether it has withdrawn the actor in this authority (null: everywhere). */
  async actor(actor: Actor, authorityId: string | null): Promise<LookedUp<ActorFacts>> {
    if (actor.kind !== 'person') return { facts: { functions: [], withdrawn: false }, decidedOn: [] };
    const [staff, withdrawn] = await Promise.all([this.staffOnly(), this.withdrawn([actor.id], authorityId)]);
    const functions = functionsOf(staff.facts, actor.id);
    return {
      facts: { functions, withdrawn: withdrawn.facts.length > 0 },
      decidedOn: functions.length > 0 ? [...staff.decidedOn, ...withdrawn.decidedOn] : withdrawn.decidedOn,
    };
  }

  /** What somebody is at the Region. */
  async functionsOf(personId: string): Promise<LookedUp<ActorFacts['functions']>> {
    const { facts, decidedOn } = await this.staffOnly();
    return { facts: functionsOf(facts, personId), decidedOn };
  }

  /** Those of `personIds` whom the Region has withdrawn in this authority. */
  async withdrawn(personIds: readonly string[], authorityId: string | null): Promise<LookedUp<readonly string[]>> {
    const streams = await Promise.all([...new Set(personIds)].map(async (personId) => ({ personId, ...(await readCurrent(this.withdrawals, withdrawalStream(personId))) })));
    return {
      facts: streams.filter(({ facts }) => withdrawnIn(facts, authorityId)).map(({ personId }) => personId),
      decidedOn: streams.flatMap(({ decidedOn }) => decidedOn),
    };
  }

  /** The withdrawals of a person that were confirmed and stand, wherever they hold. */
  async confirmedWithdrawals(personId: string): Promise<LookedUp<readonly string[]>> {
    const { facts: { withdrawals }, decidedOn } = await readCurrent(this.withdrawals, withdrawalStream(personId));
    return { facts: withdrawals.filter(({ status }) => status === 'CONFIRMED').map(({ withdrawalId }) => withdrawalId), decidedOn };
  }

  catalogue(): Promise<LookedUp<CatalogueState>> {
    return readCurrent(this.catalogueStream, CATALOGUE_STREAM);
  }

  charter(): Promise<LookedUp<CharterState>> {
    return readCurrent(this.charterStream, CHARTER_STREAM);
  }

  private staffOnly() {
    return readCurrent(this.staff, STAFF_STREAM);
  }
}

/** A stream that holds nothing yet is not worth telling: deciding on it is deciding on its absence. */
export const readCurrent = async <State, Command, Event extends { readonly type: string; readonly data: unknown }, Facts>(
  streams: Aggregate<State, Command, Event, Facts>, stream: string,
): Promise<LookedUp<State>> => {
  const { state, version } = await streams.load(stream);
  const decidedOn: readonly StreamVersion[] = version === 0 ? [] : [{ stream, version }];
  return { facts: state, decidedOn };
};
