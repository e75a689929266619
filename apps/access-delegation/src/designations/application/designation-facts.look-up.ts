import { brusselsDayStartAt, councilRenewalEnd } from '#belgium';
import { latest, type Actor, type Clock, type LookedUp } from '#kernel';
import { PrivateSpaces } from '../../authorities/application/private-spaces.js';
import { entry } from '../../authorities/domain/looking-up.js';
import { isOver } from '../../authorities/domain/periods.js';
import { streamOf } from '../../authorities/domain/private-space.decider.js';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { ConfirmedPersons } from '../../persons/application/confirmed-persons.js';
import { sha256 } from '../../sha256.js';
import { designeeOf, type DesignationState } from '../domain/designation-state.js';
import type { DesignationCommand, DesignationFacts } from '../domain/designations.js';

/** Looks up what a designation rests on: its authority, the charter in force and the designated person. */
export class DesignationFactsLookUp {
  constructor(private readonly recorded: RecordedFacts, private readonly persons: ConfirmedPersons, private readonly spaces: PrivateSpaces, private readonly clock: Clock) {}

  async about(command: DesignationCommand, actor: Actor, state: DesignationState): Promise<LookedUp<DesignationFacts>> {
    const drafts = command.type === 'DraftDesignation' || command.type === 'RedraftDesignation';
    const content = drafts ? command.data : state?.content;
    const authorityId = content?.authorityId ?? null;
    const designee = drafts || !state ? content?.designeeId : designeeOf(state);
    const named = designee === undefined ? [] : [designee];
    const [own, charter, confirmed, withdrawn, authority] = await Promise.all([
      this.recorded.actor(actor, authorityId), this.recorded.charter(), this.persons.among(named), this.recorded.withdrawn(named, authorityId), this.authority(authorityId, drafts ? command.data.memberId : null),
    ]);
    return {
      facts: { ...own.facts, charter: charter.facts, designee: { confirmed: confirmed.length > 0, withdrawn: withdrawn.facts.length > 0 }, authority: authority.facts, councilRenewalEnd, today: brusselsDayStartAt(this.clock.now()), sha256 },
      decidedOn: [...new Map([own, charter, withdrawn, authority].flatMap(({ decidedOn }) => decidedOn).map((read) => [read.stream, read])).values()],
    };
  }

  private async authority(authorityId: string | null, memberId: string | null): Promise<LookedUp<DesignationFacts['authority']>> {
    if (authorityId === null) return { facts: null, decidedOn: [] };
    const stream = streamOf(authorityId);
    const { state: { authority, members, officeHolders }, version, recordedAt } = await this.spaces.load(stream);
    if (!authority) return { facts: null, decidedOn: [] };
    const at = latest(this.clock.now(), recordedAt);
    const persons = Object.values(members).filter((member) => !isOver(member, at)).flatMap(({ personId }) => personId ?? []);
    return {
      facts: {
        type: authority.type, province: authority.province, status: authority.status, memberPersonIds: persons,
        officeHolderPersonIds: Object.values(officeHolders).map(({ personId }) => personId), memberNamed: memberId === null ? null : entry(members, memberId) ?? null,
      },
      decidedOn: [{ stream, version }],
    };
  }
}
