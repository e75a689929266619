import { titledBy, titlesAfter, type CodeTitles, type TitlesKnown } from '../domain/catalogue-titles.js';
import { copied, personToKnow } from '../domain/regional-withdrawals.js';
import type { ReceivedFact } from '../domain/received-fact.js';
import { namedBy, type TrailEntry, type TrailPerson, type TrailReference } from '../domain/trail-entry.js';
import { trailOf } from '../domain/trail.projection.js';
import { over, referencesOf } from '../domain/trail-references.js';

/** What the catalogue of some facts calls its codes. */
export const titlesOf = (facts: readonly ReceivedFact[]): TitlesKnown => {
  const titles = new Map<string, CodeTitles>();
  for (const fact of facts) for (const id of [titledBy(fact)]) if (id !== undefined) titles.set(id, titlesAfter(id, fact, titles.get(id)));
  return titles;
};

/** The trail of some facts, told without storage. */
export const told = (facts: readonly ReceivedFact[]): readonly TrailEntry[] => {
  const entries = new Map<string, TrailEntry>();
  const references = new Map<string, TrailReference>();
  const persons = new Map<string, TrailPerson>();
  const change = (ids: readonly string[], to: (entry: TrailEntry) => TrailEntry): void => {
    for (const entry of ids.flatMap((id) => entries.get(id) ?? []).map(to)) entries.set(entry.id, entry);
  };
  for (const [index, fact] of facts.entries()) {
    const known = referencesOf(fact).flatMap((id) => references.get(id) ?? []);
    const { entry, references: remembered, ends, names, ...telling } = trailOf(index + 1, fact, known, persons.get(personToKnow(fact) ?? ''));
    entries.set(entry.id, entry);
    for (const person of telling.persons) persons.set(person.id, person);
    for (const id of telling.retracted) entries.delete(id);
    for (const copy of telling.copies) change([copy.entryId], (original) => copied(original, copy, entry));
    for (const reference of remembered) references.set(reference.id, reference);
    change(ends, (before) => over(before, entry));
    change(names, (before) => namedBy(before, entry));
  }
  return [...entries.values()];
};
