import type { Action, AuthorityType, CatalogueFact, CategoryKind } from '#contracts';
import type { Assurance, Instant } from '#kernel';
import type { CategorySets } from './category-sets.js';
import { unconcerned, type Handlers } from './handlers.js';
import { later, NEVER } from './instants.js';

export type CategoryParticulars = {
  readonly subject: string;
  readonly kind: CategoryKind;
  readonly appliesTo: readonly AuthorityType[];
  readonly assurance: 'substantial' | 'high';
};
export type Category = CategoryParticulars & {
  readonly code: string;
  readonly number: number;
  /** `NEVER` once closed; else since when it is open with these particulars. */
  readonly openFrom: Instant;
};
export type CategorySnapshot = Omit<Category, 'number'>;

/** Categories by code, as last published or closed. */
export class CatalogueView {
  private readonly categories = new Map<string, Category>();

  constructor(private readonly sets: CategorySets) {}

  find(code: string): Category | undefined {
    return this.categories.get(code);
  }

  all(): Iterable<Category> {
    return this.categories.values();
  }

  keep(category: CategorySnapshot): void {
    this.categories.set(category.code, { ...category, number: this.sets.numberOf(category.code) });
  }

  snapshot(): readonly CategorySnapshot[] {
    return [...this.categories.values()].map(({ number: _, ...category }) => category);
  }
}

export const catalogueHandlers: Handlers<CatalogueFact, [CatalogueView]> = {
  'access-delegation.subject-published.v1': unconcerned,
  'access-delegation.category-published.v1': ({ time, data: { code, subject, kind, appliesTo, assurance = 'substantial' } }, catalogue) => {
    const known = catalogue.find(code);
    const particulars = { subject, kind, appliesTo, assurance };
    catalogue.keep({
      code, ...particulars,
      openFrom: known && known.openFrom !== NEVER && same(known, particulars) ? known.openFrom : time,
    });
  },
  'access-delegation.category-closed.v1': ({ data: { code } }, catalogue) => {
    const known = catalogue.find(code);
    if (known) catalogue.keep({ ...known, openFrom: NEVER });
  },
};

const same = (a: CategoryParticulars, b: CategoryParticulars): boolean =>
  a.subject === b.subject && a.kind === b.kind && a.assurance === b.assurance
  && a.appliesTo.length === b.appliesTo.length && a.appliesTo.every((type) => b.appliesTo.includes(type));

/** Since when the category is active and offered to an authority of this type, supervised by the Region since then (BR-07, BR-34). */
export const offeredFrom = ({ kind, appliesTo, openFrom }: Category, type: AuthorityType | null, supervisedFrom: Instant): Instant => {
  if (type === null || !appliesTo.includes(type)) return NEVER;
  return kind === 'TSA' || kind === 'TGA' ? later(openFrom, supervisedFrom) : openFrom;
};

export const requiredAssurance = (action: Action, { assurance }: Category): Assurance => (action === 'submit' ? 'high' : assurance);
