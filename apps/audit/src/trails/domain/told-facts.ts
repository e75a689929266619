import type { FactData } from './received-fact.js';
import type { TrailFacts } from './trail-entry.js';

type Told = TrailFacts[string];

const isTold = (value: unknown): value is Told =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((item) => typeof item === 'string'));

const member = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as FactData)[name] : undefined);

/** What a sentence may speak of: scalars and lists of codes as they are, titles in French, a scope laid flat. */
export const toldFacts = ({ name, title, scope, ...data }: FactData): TrailFacts => {
  const flat = { ...data, authorityName: member(name, 'fr'), title: member(title, 'fr'), subjects: member(scope, 'subjects'), provinces: member(scope, 'provinces') };
  return Object.fromEntries(Object.entries(flat).filter((pair): pair is [string, Told] => isTold(pair[1])));
};

export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
