import { nameOf, type ReceivedFact } from './received-fact.js';
import { textOf, toldFacts } from './told-facts.js';
import { entryIdAt, type TrailChange, type TrailEnd, type TrailEntry, type TrailFacts, type TrailReference } from './trail-entry.js';
import { endedByFact, knownAs, namedByFact, referencesAfter } from './trail-references.js';

/** Pure: the entry of one fact, given what earlier facts said about the things it names. */
export const trailOf = (index: number, fact: ReceivedFact, known: readonly TrailReference[]): TrailChange => {
  const own = toldFacts(fact.data);
  const facts = [...known.map((reference) => reference.facts), ofMembership(fact, known), own].reduce<TrailFacts>((all, some) => ({ ...all, ...some }), {});
  const { actor, reasonCode = null, note = null } = fact.recorded;
  const entry: TrailEntry = {
    id: entryIdAt(index), authorityId: textOf(fact.data['authorityId']), personId: personOf(fact, facts, known),
    actorId: actor.id, actorKind: actor.kind, capacity: actor.capacity, type: fact.type, at: fact.time,
    reasonCode, note, noteSubject: fact.subject, eventId: fact.id, source: fact.source, sequence: fact.sequence, facts, ended: null,
  };
  return { entry, references: referencesAfter({ fact, entry, own, known }), ends: endedByFact(fact, known), names: namedByFact(fact, known) };
};

/** The end that a fact brings: a membership may be told over before its last day. */
export const endOf = ({ id, type, at, facts }: TrailEntry): TrailEnd => {
  const effective = nameOf(type) === 'member-left' ? textOf(facts['at']) : null;
  return { entryId: id, at: effective !== null && effective > at ? effective : at };
};

/** A designation is about whom it designates, whoever signs; only the check of a signatory is about that signatory. */
const personOf = ({ type, data }: ReceivedFact, facts: TrailFacts, known: readonly TrailReference[]): string | null => {
  const designation = knownAs('designation', data, known);
  const own = textOf(data['personId']);
  if (!designation || ['mandate-started', 'capacity-verified', 'designee-identified'].includes(nameOf(type))) return own ?? textOf(facts['personId']) ?? textOf(facts['designeeId']);
  return textOf(designation.facts['personId']) ?? textOf(facts['designeeId']);
};

/** A grant reaches no further than the membership it was given to. */
const ofMembership = ({ type, data }: ReceivedFact, known: readonly TrailReference[]): TrailFacts => {
  const member = nameOf(type) === 'access-granted' ? knownAs('member', data, known) : undefined;
  return member ? { membershipFrom: member.facts['from'] ?? null, membershipUntil: member.facts['until'] ?? null } : {};
};
