import { brusselsDate, brusselsDayStart } from '#belgium';
import type { Actor, Clock, LookedUp } from '#kernel';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { ConfirmedPersons } from '../../persons/application/confirmed-persons.js';
import type { AuthorityFacts } from '../domain/authority-facts.js';
import { personsConcerned, personsNamed } from '../domain/persons-concerned.js';
import type { AuthorityCommand, AuthorityState } from '../domain/private-space.js';

/** Looks up what the stream of an authority cannot know by itself, about the persons whom a command concerns. */
export class AuthorityFactsLookUp {
  constructor(private readonly recorded: RecordedFacts, private readonly persons: ConfirmedPersons, private readonly clock: Clock) {}

  async about(authorityId: string, command: AuthorityCommand, actor: Actor, state: AuthorityState): Promise<LookedUp<AuthorityFacts>> {
    const persons = personsConcerned(command, state);
    const [own, withdrawn, confirmed, charter, catalogue] = await Promise.all([
      this.recorded.actor(actor, authorityId),
      this.recorded.withdrawn(persons, authorityId),
      this.persons.among(personsNamed(command)),
      this.recorded.charter(),
      this.recorded.catalogue(),
    ]);
    const { current } = charter.facts;
    return {
      facts: {
        actorFacts: own.facts, withdrawn: withdrawn.facts, confirmed, catalogue: catalogue.facts, today: brusselsDayStart(brusselsDate(this.clock.now())),
        charter: current ? { current: current.version, publishedAt: current.publishedAt } : null,
      },
      decidedOn: distinct([...own.decidedOn, ...withdrawn.decidedOn, ...charter.decidedOn, ...catalogue.decidedOn]),
    };
  }
}

const distinct = (versions: LookedUp<unknown>['decidedOn']): LookedUp<unknown>['decidedOn'] => [...new Map(versions.map((read) => [read.stream, read])).values()];
