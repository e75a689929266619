import { nameOf, type FactData, type ReceivedFact } from './received-fact.js';
import { textOf } from './told-facts.js';
import type { TrailFacts } from './trail-entry.js';

type CodeKind = 'subject' | 'category';
/** In the languages it was published in, French always among them. */
type Title = { readonly [language: string]: string };

/** What a code of the catalogue was called, and since when. */
export type CodeTitles = { readonly id: string; readonly versions: readonly { readonly at: string; readonly title: Title }[] };
export type TitlesKnown = ReadonlyMap<string, CodeTitles>;

/** Under which the titles of a code are kept. */
export const idOf = (kind: CodeKind, code: string): string => `${kind}/${code}`;
const PUBLICATIONS: Readonly<Record<string, CodeKind>> = { 'subject-published': 'subject', 'category-published': 'category' };

/** The code that a fact gives a title. */
export const titledBy = ({ type, data }: Pick<ReceivedFact, 'type' | 'data'>): string | undefined => {
  const [kind, code] = [PUBLICATIONS[nameOf(type)], textOf(data['code'])];
  return kind !== undefined && code !== null ? idOf(kind, code) : undefined;
};

export const titlesAfter = (id: string, { time, data }: ReceivedFact, { versions }: Pick<CodeTitles, 'versions'> = { versions: [] }): CodeTitles =>
  ({ id, versions: [...versions, { at: time, title: titleIn(data['title']) }] });

const titleIn = (title: unknown): Title =>
  (typeof title === 'object' && title !== null ? Object.fromEntries(Object.entries(title as FactData).filter((pair): pair is [string, string] => typeof pair[1] === 'string')) : {});

/** What it was called then, as its publication was recorded; undefined for a code that nothing had published. */
export const titleAt = (known: TitlesKnown, kind: CodeKind, code: string, at: string): Title | undefined =>
  known.get(idOf(kind, code))?.versions.findLast((version) => version.at <= at)?.title;

const listed = (value: TrailFacts[string] | undefined): readonly string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? value : [];
};

/** The codes that an entry speaks of. */
export const codesIn = ({ type, facts }: { readonly type: string; readonly facts: TrailFacts }): readonly string[] => [
  ...[...listed(facts['subject']), ...listed(facts['subjects'])].map((code) => idOf('subject', code)),
  ...[...listed(facts['categories']), ...(nameOf(type) === 'category-closed' ? listed(facts['code']) : [])].map((code) => idOf('category', code)),
];
