import { nameOf } from '../domain/trail.projection.js';
import type { TrailEntry } from '../domain/trail-entry.js';
import { sentences, unknownSentence, words } from './sentences.fr.js';

const person = (id: unknown, otherwise = 'une personne à identifier'): string => (typeof id === 'string' ? `{person:${id}}` : otherwise);

const actorOf = ({ actorKind, actorId }: TrailEntry): string => {
  switch (actorKind) {
    case 'person': return person(actorId);
    case 'client': return `L’application ${actorId}`;
    case 'operator': return 'L’opérateur';
    default: return 'Le système';
  }
};

const day = new Intl.DateTimeFormat('fr-BE', { timeZone: 'Europe/Brussels', day: '2-digit', month: '2-digit', year: 'numeric' });
const moment = new Intl.DateTimeFormat('fr-BE', { timeZone: 'Europe/Brussels', dateStyle: 'short', timeStyle: 'short' });
const date = (value: unknown, otherwise = '—'): string => (typeof value === 'string' ? day.format(new Date(value)) : otherwise);

/** The end of a half-open period of whole days is said as its last day. */
const lastDay = (value: unknown): string => (typeof value === 'string' ? `au ${day.format(new Date(Date.parse(value) - 1))}` : 'sans échéance');

const inWords = (kind: string, value: unknown): string => words[kind]?.[String(value)] ?? String(value);

/** What a placeholder of a sentence stands for. */
const fill = (entry: TrailEntry, name: string): string => {
  const { facts } = entry;
  switch (name) {
    case 'actor': return actorOf(entry);
    case 'person': return person(entry.personId);
    case 'type': return entry.type;
    case 'from': case 'on': return date(facts[name]);
    case 'until': return lastDay(facts['until']);
    case 'memberLeftAt': return date(facts['at']);
    case 'toSelf': return facts['selfGranted'] === true ? ', à lui-même' : '';
    case 'managerKind': return inWords(name, facts['kind']);
    case 'signatoryCapacity': return inWords(name, facts['capacity']);
    case 'staffFunction': return inWords(name, facts['function']);
    case 'endReason': return inWords(name, facts['reason']);
    case 'role': case 'function': return inWords(name, facts[name]);
    case 'categories': return Array.isArray(facts['categories']) ? facts['categories'].join(', ') : '—';
    default: return String(facts[name] ?? '—');
  }
};

/** The entry as a sentence of plain French; people stand as `{person:<id>}`. */
export const toldInFrench = (entry: TrailEntry): string =>
  (sentences[nameOf(entry.type)] ?? unknownSentence).replace(/\{(\w+)\}/g, (_, name: string) => fill(entry, name));

export const momentInFrench = (at: string): string => moment.format(new Date(at));
export const capacityInFrench = (capacity: string): string => inWords('capacity', capacity);
