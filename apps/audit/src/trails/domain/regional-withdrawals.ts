import { nameOf, type ReceivedFact } from './received-fact.js';
import { textOf } from './told-facts.js';
import type { TrailCopy, TrailEntry, TrailFacts, TrailPerson } from './trail-entry.js';

type Telling = { readonly persons: readonly TrailPerson[]; readonly copies: readonly TrailCopy[] };

const WITHDRAWALS = ['withdrawal-ordered', 'withdrawal-confirmed', 'withdrawal-lifted', 'withdrawal-escalated'];
/** All that an authority is told of it: what a later version of the fact adds is for the Region until somebody decides otherwise. */
const TOLD = ['withdrawalId', 'personId', 'authorityId', 'decideBefore'];
/** Says what kind of lifting it was. Any other reason, and the note, were written for the Region and the person. */
const ANNULLED = 'ANNULLED';

const isRegional = ({ type, data }: ReceivedFact): boolean => WITHDRAWALS.includes(nameOf(type)) && data['authorityId'] === null;
const isIdentification = ({ type }: ReceivedFact): boolean => nameOf(type) === 'member-identified';

/** Of whom a fact is told with what is known, or undefined when it closes nobody's doors everywhere and makes nobody a member. */
export const personToKnow = (fact: ReceivedFact): string | undefined =>
  (isRegional(fact) || isIdentification(fact) ? textOf(fact.data['personId']) : null) ?? undefined;

/** In which authorities a fact makes entries be told, each in each once, in whatever order their topics are received. */
export const tellingOf = (fact: ReceivedFact, { id: entryId }: TrailEntry, known: TrailPerson | undefined): Telling => {
  const id = personToKnow(fact);
  if (id === undefined) return { persons: [], copies: [] };
  const person = known ?? { id, authorities: [], withdrawals: [] };
  return isRegional(fact) ? withdrawn(person, fact, entryId) : joined(person, fact);
};

const withdrawn = (person: TrailPerson, { type, time, data }: ReceivedFact, entryId: string): Telling => {
  const withdrawalId = textOf(data['withdrawalId']) ?? '';
  const before = person.withdrawals.find((withdrawal) => withdrawal.withdrawalId === withdrawalId) ?? { withdrawalId, entryIds: [], liftedAt: null };
  const now = { ...before, entryIds: [...before.entryIds, entryId], ...(nameOf(type) === 'withdrawal-lifted' ? { liftedAt: time } : {}) };
  const others = person.withdrawals.filter((withdrawal) => withdrawal.withdrawalId !== withdrawalId);
  return { persons: [{ ...person, withdrawals: [...others, now] }], copies: person.authorities.map((authorityId) => ({ entryId, authorityId })) };
};

const joined = (person: TrailPerson, { time, data }: ReceivedFact): Telling => {
  const authorityId = textOf(data['authorityId']);
  if (authorityId === null || person.authorities.includes(authorityId)) return { persons: [], copies: [] };
  const concerned = person.withdrawals.filter(({ liftedAt }) => liftedAt === null || liftedAt > time);
  return {
    persons: [{ ...person, authorities: [...person.authorities, authorityId] }],
    copies: concerned.flatMap(({ entryIds }) => entryIds.map((entryId) => ({ entryId, authorityId }))),
  };
};

/** The entry as the authority is told it, once `because` was told: at its own time, or when he became a member there. */
export const copied = (entry: TrailEntry, authorityId: string, because: TrailEntry): TrailEntry => {
  const isLate = entry.at < because.at;
  const facts: TrailFacts = Object.fromEntries(Object.entries(entry.facts).filter(([name]) => TOLD.includes(name)));
  return {
    ...entry, id: `${because.id}/${entry.id}/${authorityId}`, copyOf: entry.id, authorityId, at: isLate ? because.at : entry.at,
    reasonCode: entry.reasonCode === ANNULLED ? ANNULLED : null, note: null, facts: isLate ? { ...facts, since: entry.at } : facts,
  };
};
