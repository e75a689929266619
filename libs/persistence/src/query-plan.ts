import { NoSuchIndex, type CollectionDefinition, type Document, type Query, type Scalar } from './documents.js';

/** How a query reads one index: fields that are fixed, then those that order the answer; the id comes last. */
export type Plan = {
  readonly index: readonly string[];
  readonly fixed: readonly (readonly [field: string, value: Scalar])[];
  readonly keys: readonly string[];
};

/** The same choice in every adapter, and so the same order: the index with the fewest fields left. @throws NoSuchIndex */
export const planOf = <Doc extends Document>(definition: CollectionDefinition<Doc>, query: Omit<Query<Doc>, 'limit'>): Plan => {
  const fixed = fixedBy(query.where);
  const asked = orderAsked(query, new Set(fixed.map(([field]) => field)));
  const serving = [[], ...definition.indexes.map(({ fields }) => fields)]
    .map((fields): readonly string[] => [...fields.filter((field) => field !== 'id'), 'id'])
    .filter((fields) => fixed.every(([field]) => fields.slice(0, fixed.length).includes(field)))
    .map((index) => ({ index, fixed, keys: index.slice(fixed.length) }))
    .filter(({ keys }) => asked.every((field, place) => keys[place] === field))
    .sort((a, b) => a.keys.length - b.keys.length);
  const [plan] = serving;
  if (!plan) throw new NoSuchIndex(definition.name, query);
  return plan;
};

const fixedBy = <Doc extends Document>(where: Query<Doc>['where']): Plan['fixed'] =>
  Object.entries<Scalar | undefined>(where ?? {}).flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const]));

const orderAsked = <Doc extends Document>({ range, orderBy = [] }: Omit<Query<Doc>, 'limit'>, fixed: ReadonlySet<string>): readonly string[] => {
  const asked = orderBy.filter((field) => !fixed.has(field));
  return range && asked[0] !== range.field ? [range.field, ...asked] : asked;
};
