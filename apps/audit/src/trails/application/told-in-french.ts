import { nameOf } from '../domain/received-fact.js';
import type { TrailEntry, TrailFacts } from '../domain/trail-entry.js';
import { sentences, unknownSentence } from './sentences.fr.js';
import { capacities, endReasons, inWords, managerKinds, memberFunctions, roles, signatoryCapacities, staffFunctions } from './words.fr.js';

type Fact = TrailFacts[string] | undefined;

const person = (id: Fact): string => (typeof id === 'string' ? `{person:${id}}` : 'une personne à identifier');
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
const scope = ({ subjects, provinces }: TrailFacts): string =>
  [isSome(subjects) ? `matières : ${list(subjects)}` : 'toutes les matières', isSome(provinces) ? `provinces : ${list(provinces)}` : 'toutes les provinces'].join(' ; ');

/** Of what was recorded before he was a member where it is told. */
const before = (since: Fact): string => (isInstant(since) ? ` (le ${day(since)}, avant que son identité soit confirmée ici)` : '');

type Filling = (facts: TrailFacts, entry: TrailEntry) => string;

/** What each placeholder of a sentence stands for; one that is not here is a fact said as it is. */
const fillings: Readonly<Record<string, Filling>> = {
  actor: (_, entry) => actorOf(entry),
  person: (_, { personId }) => person(personId),
  type: (_, { type }) => type,
  successor: ({ successorId }) => authority(successorId),
  where: ({ authorityId, since }) => (typeof authorityId === 'string' ? `auprès de ${authority(authorityId)}` : `auprès de tous les pouvoirs locaux${before(since)}`),
  period,
  on: ({ on }) => day(on),
  lastDay: ({ at }) => lastDay(at),
  toSelf: ({ selfGranted }) => (selfGranted === true ? ' (soi-même)' : ''),
  future: ({ includesFuture }) => (includesFuture === true ? ', catégories futures comprises' : ''),
  renewal: ({ renews }) => (typeof renews === 'string' ? ' (prolongation)' : ''),
  managerKind: ({ kind }) => inWords(managerKinds, kind),
  signatoryCapacity: ({ capacity }) => inWords(signatoryCapacities, capacity),
  staffFunction: (facts) => inWords(staffFunctions, facts['function']),
  function: (facts) => inWords(memberFunctions, facts['function']),
  endReason: ({ reason }) => inWords(endReasons, reason),
  role: ({ role }) => inWords(roles, role),
  categories: ({ categories }) => list(categories),
  scope,
};

const fill = (entry: TrailEntry, name: string): string => fillings[name]?.(entry.facts, entry) ?? String(entry.facts[name] ?? UNKNOWN);

/** The sentence of a fact type, that of its reason where there is one, as it is kept; undefined when this build has none. */
export const sentenceOf = (type: string, reasonCode: string | null = null): string | undefined => {
  const name = nameOf(type);
  const key = [`${name} ${String(reasonCode)}`, name].find((one) => Object.hasOwn(sentences, one));
  return key === undefined ? undefined : sentences[key];
};

/** The entry as a sentence of plain French. */
export const toldInFrench = (entry: TrailEntry): string => {
  const text = (sentenceOf(entry.type, entry.reasonCode) ?? unknownSentence).replace(/\{(\w+)\}/g, (_, name: string) => fill(entry, name));
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
};

export const momentInFrench = (at: string): string => momentFormat.format(new Date(at));
export const capacityInFrench = (capacity: string): string => inWords(capacities, capacity);
