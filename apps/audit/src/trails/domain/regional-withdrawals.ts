import { nameOf, type ReceivedFact } from './received-fact.js';
import { textOf } from './told-facts.js';
import type { TrailChange, TrailCopy, TrailEntry, TrailFacts, TrailPerson } from './trail-entry.js';

type Telling = Pick<TrailChange, 'persons' | 'copies' | 'retracted'>;

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

const NOTHING: Telling = { persons: [], copies: [], retracted: [] };

/** In which authorities a fact makes entries be told, each in each once: in whatever order their topics are received it comes to the same. */
export const tellingOf = (fact: ReceivedFact, { id: entryId }: TrailEntry, known: TrailPerson | undefined): Telling => {
  const id = personToKnow(fact);
  if (id === undefined) return NOTHING;
  const person = known ?? { id, joined: [], withdrawals: [] };
  return isRegional(fact) ? withdrawn(person, fact, entryId) : joined(person, fact, entryId);
};

const concerns = (liftedAt: string | null, since: string): boolean => liftedAt === null || liftedAt > since;

const withdrawn = (person: TrailPerson, { type, time, data }: ReceivedFact, entryId: string): Telling => {
  const withdrawalId = textOf(data['withdrawalId']) ?? '';
  const before = person.withdrawals.find((withdrawal) => withdrawal.withdrawalId === withdrawalId) ?? { withdrawalId, entryIds: [], liftedAt: null };
  const now = { ...before, entryIds: [...before.entryIds, entryId], ...(nameOf(type) === 'withdrawal-lifted' ? { liftedAt: time } : {}) };
  const others = person.withdrawals.filter((withdrawal) => withdrawal.withdrawalId !== withdrawalId);
  const aside = person.joined.filter(({ since }) => !concerns(now.liftedAt, since));
  return {
    persons: [{ ...person, withdrawals: [...others, now] }],
    copies: person.joined.filter((one) => !aside.includes(one)).map(({ authorityId, since }) => ({ entryId, authorityId, since })),
    retracted: aside.flatMap(({ authorityId, entryId: joining }) => before.entryIds.map((told) => copyId(told, authorityId, told < joining ? joining : told))),
  };
};

const joined = (person: TrailPerson, { time, data }: ReceivedFact, entryId: string): Telling => {
  const authorityId = textOf(data['authorityId']);
  if (authorityId === null || person.joined.some((one) => one.authorityId === authorityId)) return NOTHING;
  const concerned = person.withdrawals.filter(({ liftedAt }) => concerns(liftedAt, time));
  return {
    ...NOTHING,
    persons: [{ ...person, joined: [...person.joined, { authorityId, since: time, entryId }] }],
    copies: concerned.flatMap(({ entryIds }) => entryIds.map((told) => ({ entryId: told, authorityId, since: time }))),
  };
};

/** Told once both the fact and the membership were: it begins with the later of the two. */
const copyId = (entryId: string, authorityId: string, becauseId: string): string => `${becauseId}/${entryId}/${authorityId}`;

/** The entry as the authority is told it, once `because` was told: at its own time, or when the person became a member there. */
export const copied = (entry: TrailEntry, { authorityId, since }: TrailCopy, because: TrailEntry): TrailEntry => {
  const isLate = entry.at < since;
  const facts: TrailFacts = Object.fromEntries(Object.entries(entry.facts).filter(([name]) => TOLD.includes(name)));
  return {
    ...entry, id: copyId(entry.id, authorityId, because.id), copyOf: entry.id, authorityId, at: isLate ? since : entry.at,
    reasonCode: entry.reasonCode === ANNULLED ? ANNULLED : null, note: null, facts: isLate ? { ...facts, since: entry.at } : facts,
  };
};
