import { titleAt, type TitlesKnown } from '../domain/catalogue-titles.js';
import { nameOf } from '../domain/received-fact.js';
import type { TrailEntry, TrailFacts } from '../domain/trail-entry.js';
import { sentences, unknownSentence } from './sentences.fr.js';
import {
  capacities, endReasons, inWords, languages, managerKinds, memberFunctions, obstacles, provinces, reasons, roles, signatoryCapacities, staffFunctions, supervisions,
} from './words.fr.js';

type Fact = TrailFacts[string] | undefined;

const NOBODY_YET = 'une personne à identifier';
const person = (id: Fact): string => (typeof id === 'string' ? `{person:${id}}` : NOBODY_YET);
const authority = (id: Fact): string => (typeof id === 'string' ? `{authority:${id}}` : 'un pouvoir local');

const actorOf = ({ actorKind, actorId }: TrailEntry): string => {
  switch (actorKind) {
    case 'person': return person(actorId);
    case 'client': return `L’application ${actorId}`;
    case 'operator': return 'L’opérateur';
    default: return 'Le système';
  }
};

const dayFormat = new Intl.DateTimeFormat('fr-BE', { timeZone: 'Europe/Brussels', day: '2-digit', month: '2-digit', year: 'numeric' });
const momentFormat = new Intl.DateTimeFormat('fr-BE', { timeZone: 'Europe/Brussels', dateStyle: 'short', timeStyle: 'medium' });
const UNKNOWN = 'inconnu';
const isInstant = (value: Fact): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value));
const day = (value: Fact): string => (isInstant(value) ? dayFormat.format(new Date(value)) : UNKNOWN);
/** The end of a half-open period of whole days is said as its last day. */
const lastDay = (value: Fact): string => (isInstant(value) ? dayFormat.format(Date.parse(value) - 1) : UNKNOWN);

const period = ({ from, until }: TrailFacts): string =>
  isInstant(until) ? `du ${day(from)} au ${lastDay(until)}` : `à partir du ${day(from)}, sans échéance`;

const list = (value: Fact): string => (Array.isArray(value) && value.length > 0 ? value.join(', ') : UNKNOWN);
const isSome = (value: Fact): boolean => Array.isArray(value) && value.length > 0;
const each = (value: Fact, said: (code: string) => string): Fact => (Array.isArray(value) ? value.map(said) : value);

/** A code of the catalogue by its title, the code beside it. */
export type Named = (kind: 'subject' | 'category', code: string) => string;
export const namedAt = (titles: TitlesKnown, at: string): Named => (kind, code) => {
  const title = titleAt(titles, kind, code, at)?.['fr'];
  return title === undefined ? code : `« ${title} » (${code})`;
};
const province = (code: Fact): string => (Object.hasOwn(provinces, String(code)) ? `${inWords(provinces, code)} (${String(code)})` : String(code));

const scope = (facts: TrailFacts, named: Named): string => [
  isSome(facts['subjects']) ? `matières : ${list(each(facts['subjects'], (code) => named('subject', code)))}` : 'toutes les matières',
  isSome(facts['provinces']) ? `provinces : ${list(each(facts['provinces'], province))}` : 'toutes les provinces',
].join(' ; ');

/** What may be corrected, and how it is said: that there is none any more is said as well. */
const corrected: Readonly<Record<string, (value: Fact) => string>> = {
  authorityName: (value) => `nom : ${String(value)}`,
  enterpriseNumber: (value) => `numéro d’entreprise : ${orNone(value, String)}`,
  nisCode: (value) => `code INS : ${orNone(value, String)}`,
  province: (value) => `province : ${orNone(value, province)}`,
  supervision: (value) => inWords(supervisions, value),
  languages: (value) => `langues : ${list(each(value, (code) => inWords(languages, code)))}`,
};
const orNone = (value: Fact, said: (value: Fact) => string): string => (value === null ? 'aucun' : said(value));
const corrections = (facts: TrailFacts): string => {
  const said = Object.entries(corrected).flatMap(([field, say]) => (facts[field] === undefined ? [] : [say(facts[field])]));
  return said.length === 0 ? '' : ` ; désormais ${said.join(' ; ')}`;
};

/** Of what was recorded before he was a member where it is told. */
const before = (since: Fact): string => (isInstant(since) ? ` (le ${day(since)}, avant que son identité soit confirmée ici)` : '');

type Filling = (facts: TrailFacts, entry: TrailEntry, named: Named) => string;

/** What each placeholder of a sentence stands for; one that is not here is a fact said as it is. */
const fillings: Readonly<Record<string, Filling>> = {
  actor: (_, entry) => actorOf(entry),
  person: (_, { personId }) => person(personId),
  type: (_, { type }) => type,
  successor: ({ successorId }) => authority(successorId),
  where: ({ authorityId, since }) => (typeof authorityId === 'string' ? `auprès de ${authority(authorityId)}` : `auprès de tous les pouvoirs locaux${before(since)}`),
  period,
  until: ({ until }) => (isInstant(until) ? `jusqu’au ${lastDay(until)}` : 'sans échéance'),
  on: ({ on }) => day(on),
  lastDay: ({ at }) => lastDay(at),
  toSelf: ({ selfGranted }) => (selfGranted === true ? ' (soi-même)' : ''),
  future: ({ includesFuture }) => (includesFuture === true ? ', catégories futures comprises' : ''),
  renewal: ({ renews, restores }) => (typeof restores === 'string' ? ' (rendu : son retrait est annulé)' : typeof renews === 'string' ? ' (prolongation)' : ''),
  managerKind: ({ kind }) => inWords(managerKinds, kind),
  signatoryCapacity: ({ capacity }) => inWords(signatoryCapacities, capacity),
  staffFunction: (facts) => inWords(staffFunctions, facts['function']),
  function: (facts) => inWords(memberFunctions, facts['function']),
  endReason: ({ reason }) => inWords(endReasons, reason),
  role: ({ role }) => inWords(roles, role),
  categories: ({ categories }, _, named) => list(each(categories, (code) => named('category', code))),
  subject: ({ subject }, _, named) => (typeof subject === 'string' ? named('subject', subject) : UNKNOWN),
  closed: ({ code }, _, named) => (typeof code === 'string' ? named('category', code) : UNKNOWN),
  obstacle: ({ code }) => inWords(obstacles, code),
  scope: (facts, _, named) => scope(facts, named),
  corrections,
};

const fill = (entry: TrailEntry, name: string, named: Named): string => fillings[name]?.(entry.facts, entry, named) ?? String(entry.facts[name] ?? UNKNOWN);

/** The sentence of a fact type, that of its reason where there is one, as it is kept; undefined when this build has none. */
export const sentenceOf = (type: string, reasonCode: string | null = null): string | undefined => {
  const name = nameOf(type);
  const key = [`${name} ${String(reasonCode)}`, name].find((one) => Object.hasOwn(sentences, one));
  return key === undefined ? undefined : sentences[key];
};

const BY_THE_SYSTEM_ALONE: readonly string[] = ['EXPIRED'];
/** A person who gives a reason that is the system's to give did it himself all the same, and is named. */
const ownReason = ({ reasonCode, actorKind }: TrailEntry): string | null => (reasonCode !== null && BY_THE_SYSTEM_ALONE.includes(reasonCode) && actorKind !== 'system' ? null : reasonCode);

/** The entry as a sentence of plain French, with the titles of then. */
export const toldInFrench = (entry: TrailEntry, titles: TitlesKnown): string => {
  const named = namedAt(titles, entry.at);
  const text = (sentenceOf(entry.type, ownReason(entry)) ?? unknownSentence).replace(/\{(\w+)\}/g, (_, name: string) => fill(entry, name, named)).replaceAll(`de ${NOBODY_YET}`, `d’${NOBODY_YET}`);
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
};

export const momentInFrench = (at: string): string => momentFormat.format(new Date(at));
export const reasonInFrench = (code: string): string => inWords(reasons, code);
export const capacityInFrench = (capacity: string): string => inWords(capacities, capacity);
