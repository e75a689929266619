import { tellingOf } from './regional-withdrawals.js';
import { nameOf, type ReceivedFact } from './received-fact.js';
import { textOf, toldFacts } from './told-facts.js';
import { entryIdAt, type TrailChange, type TrailEntry, type TrailFacts, type TrailPerson, type TrailReference } from './trail-entry.js';
import { endedByFact, endForeseen, knownAs, namedByFact, referencesAfter } from './trail-references.js';

/** Pure: the entry of one fact, given what earlier facts said about the things it names and, where that counts, the person. */
export const trailOf = (index: number, fact: ReceivedFact, known: readonly TrailReference[], person?: TrailPerson): TrailChange => {
  const own = toldFacts(fact.data);
  const facts = [...known.map((reference) => reference.facts), own].reduce<TrailFacts>((all, some) => ({ ...all, ...some }), {});
  const { actor, reasonCode = null, note = null } = fact.recorded;
  const entry: TrailEntry = {
    id: entryIdAt(index), copyOf: null, authorityId: textOf(fact.data['authorityId']), personId: personOf(fact, facts, known),
    actorId: actor.id, actorKind: actor.kind, capacity: actor.capacity, type: fact.type, at: fact.time,
    reasonCode, note, noteSubject: fact.subject, eventId: fact.id, source: fact.source, sequence: fact.sequence, facts, ended: endForeseen(fact, facts, known), named: null,
  };
  const telling = tellingOf(fact, entry, person);
  return { entry, references: referencesAfter({ fact, entry, own, known }), ends: endedByFact(fact, known), names: namedByFact(fact, known), ...telling };
};

/** A designation is about whom it designates, whoever signs; only the check of a signatory is about that signatory. */
const personOf = ({ type, data }: ReceivedFact, facts: TrailFacts, known: readonly TrailReference[]): string | null => {
  const designation = knownAs('designation', data, known);
  const own = textOf(data['personId']);
  if (!designation || ['mandate-started', 'capacity-verified', 'designee-identified'].includes(nameOf(type))) return own ?? textOf(facts['personId']) ?? textOf(facts['designeeId']);
  return textOf(designation.facts['personId']) ?? textOf(facts['designeeId']);
};
