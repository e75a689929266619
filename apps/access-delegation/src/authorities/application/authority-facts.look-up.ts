import { brusselsDayStartAt, councilRenewalEnd } from '#belgium';
import type { Actor, Clock, LookedUp } from '#kernel';
import { readCurrent, RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { ConfirmedPersons } from '../../persons/application/confirmed-persons.js';
import type { AuthorityFacts } from '../domain/authority-facts.js';
import { personsConcerned, personsNamed } from '../domain/persons-concerned.js';
import { streamOf } from '../domain/private-space.decider.js';
import type { AuthorityCommand, AuthorityState } from '../domain/private-space.js';
import { PrivateSpaces } from './private-spaces.js';

/** Looks up what the stream of an authority cannot know by itself, about the persons and the successor that a command concerns. */
export class AuthorityFactsLookUp {
  constructor(private readonly recorded: RecordedFacts, private readonly persons: ConfirmedPersons, private readonly spaces: PrivateSpaces, private readonly clock: Clock) {}

  async about(authorityId: string, command: AuthorityCommand, actor: Actor, state: AuthorityState): Promise<LookedUp<AuthorityFacts>> {
    const persons = personsConcerned(command, state);
    const [own, withdrawn, ended, confirmed, charter, catalogue, successor] = await Promise.all([
      this.recorded.actor(actor, authorityId),
      this.recorded.withdrawn(persons, authorityId),
      this.endedBy(command),
      this.persons.among(personsNamed(command)),
      this.recorded.charter(),
      this.recorded.catalogue(),
      this.successorIn(command),
    ]);
    return {
      facts: {
        actorFacts: own.facts, withdrawn: withdrawn.facts, confirmedWithdrawals: ended.facts, confirmed, catalogue: catalogue.facts, today: brusselsDayStartAt(this.clock.now()),
        successor: successor.facts, councilRenewalEnd, charter: charter.facts,
      },
      decidedOn: distinct([...own.decidedOn, ...withdrawn.decidedOn, ...ended.decidedOn, ...charter.decidedOn, ...catalogue.decidedOn, ...successor.decidedOn]),
    };
  }

  private async endedBy(command: AuthorityCommand): Promise<LookedUp<readonly string[]>> {
    return command.type === 'EndForWithdrawal' ? this.recorded.confirmedWithdrawals(command.data.personId) : { facts: [], decidedOn: [] };
  }

  private async successorIn(command: AuthorityCommand): Promise<LookedUp<AuthorityFacts['successor']>> {
    if (command.type !== 'MergeInto') return { facts: null, decidedOn: [] };
    const { facts: { authority }, decidedOn } = await readCurrent(this.spaces, streamOf(command.data.successorId));
    return { facts: authority?.status ?? null, decidedOn };
  }
}

const distinct = (versions: LookedUp<unknown>['decidedOn']): LookedUp<unknown>['decidedOn'] => [...new Map(versions.map((read) => [read.stream, read])).values()];
