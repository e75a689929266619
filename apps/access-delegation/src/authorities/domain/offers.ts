import type { Authority } from './authority.js';
import type { CatalogueFacts, OfferedCategory } from './authority-facts.js';
import { refuse } from './authority.refusals.js';
import type { AccessCell, Grant } from './grants.js';
import { entry } from './looking-up.js';

/** BR-07, BR-34: open, meant for this type of authority, and no supervision of an authority that the Region does not supervise. */
export const isOffered = ({ closed, appliesTo, kind }: OfferedCategory, { type, supervision }: Pick<Authority, 'type' | 'supervision'>): boolean =>
  !closed && appliesTo.includes(type) && (supervision === 'REGION' || (kind !== 'TSA' && kind !== 'TGA'));

/** Whether a category is offered to this authority today. */
export const offeredTo = (authority: Authority, { categories }: CatalogueFacts) => (code: string): boolean => {
  const category = entry(categories, code);
  return category !== undefined && isOffered(category, authority);
};

/** What a grant covers and is still offered; with categories to come it is the whole subject of today. */
export const asOffered = ({ role, subject, categories, includesFuture }: Grant, isStillOffered: (code: string) => boolean): AccessCell =>
  (includesFuture ? { role, subject, includesFuture } : { role, subject, categories: categories.filter(isStillOffered) });

export type Coverage = { readonly categories: readonly string[]; readonly includesFuture: boolean };

/** The categories a cell stands for in this authority today, sorted. */
export const coverageOf = ({ subject, categories, includesFuture = false }: AccessCell, authority: Authority, catalogue: CatalogueFacts): Coverage => {
  if (entry(catalogue.subjects, subject) === undefined) throw refuse('subject-unknown', { subject });
  const offered = Object.values(catalogue.categories).filter((category) => category.subject === subject && isOffered(category, authority)).map(({ code }) => code);
  const named = categories ?? offered;
  const unknown = named.filter((code) => entry(catalogue.categories, code)?.subject !== subject);
  if (unknown.length > 0) throw refuse('category-unknown', { categories: unknown });
  const closed = named.filter((code) => !offered.includes(code));
  if (closed.length > 0 || offered.length === 0) throw refuse('category-not-offered', { categories: closed });
  if (named.length === 0) throw refuse('category-missing');
  if (includesFuture && offered.some((code) => !named.includes(code))) throw refuse('future-needs-whole-subject');
  return { categories: [...new Set(named)].sort(), includesFuture };
};
