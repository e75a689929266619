import { isDeepStrictEqual } from 'node:util';
import type { CollectionDefinition, Document, IndexDefinition } from './documents.js';
import { pathOf, type RecordModel } from './mongoose-record.js';

/** An index as the engine describes it. */
type MongoIndex = {
  readonly name: string;
  readonly key: Readonly<Record<string, 1>>;
  readonly unique?: boolean;
  readonly partialFilterExpression?: Readonly<Record<string, { readonly $exists: true }>>;
};

type Described = { readonly name: string; readonly key: Readonly<Record<string, unknown>> } & Readonly<Record<string, unknown>>;

/** The database holds an index of this name that was made otherwise: what it promises is not what is declared. */
export class IndexDiffers extends Error {
  override readonly name = 'IndexDiffers';
  constructor(readonly collection: string, readonly index: string, declared: unknown, found: unknown) {
    super(`the index ${index} of ${collection} is declared as ${JSON.stringify(declared)} but stands in the database as `
      + `${JSON.stringify(found)}: drop it there, and it is made anew at the next start`);
  }
}

/** The index that gives documents out in the order of these fields; the id is the last. */
export const listNameOf = (fields: readonly string[]): string => (fields.length === 1 && fields[0] === 'id' ? '_id_' : fields.join(','));
export const uniqueNameOf = ({ fields }: Pick<IndexDefinition<Document>, 'fields'>): string => `${fields.join(',')}/unique`;

/** Creates the collection and its indexes where they are missing. @throws IndexDiffers */
export const ensureIndexes = async (model: RecordModel, { name, indexes }: CollectionDefinition<Document>): Promise<void> => {
  await model.createCollection();
  const found = (await model.collection.listIndexes().toArray()) as readonly Described[];
  const standing = new Map(found.map((index) => [index.name, promiseOf(index)]));
  const wanted = [...new Map(indexes.flatMap(indexesOf).map((index) => [index.name, index])).values()];
  for (const index of wanted) {
    const stands = standing.get(index.name);
    if (stands && !isDeepStrictEqual(stands, promiseOf(index))) throw new IndexDiffers(name, index.name, promiseOf(index), stands);
  }
  const missing = wanted.filter((index) => !standing.has(index.name));
  if (missing.length > 0) await model.collection.createIndexes(missing);
};

/** One that gives out in order, and one that refuses a second document of the same values, where none of them is null. */
const indexesOf = ({ fields, unique = false }: IndexDefinition<Document>): readonly MongoIndex[] => {
  const listed = [...fields.filter((field) => field !== 'id'), 'id'];
  const list: MongoIndex = { name: listNameOf(listed), key: keyOf(listed) };
  const partialFilterExpression = Object.fromEntries(fields.map((field) => [pathOf(field), { $exists: true as const }]));
  return [
    ...(listed.length > 1 ? [list] : []),
    ...(unique ? [{ name: uniqueNameOf({ fields }), key: keyOf(fields), unique, partialFilterExpression }] : []),
  ];
};

const keyOf = (fields: readonly string[]): MongoIndex['key'] => Object.fromEntries(fields.map((field) => [pathOf(field), 1 as const]));

/** All that changes what an index holds, refuses or orders; the order of its fields as a list. */
const promiseOf = ({ key, unique, sparse, partialFilterExpression, collation, hidden, expireAfterSeconds }: Described): object => ({
  key: Object.entries(key),
  unique: unique === true,
  sparse: sparse === true,
  hidden: hidden === true,
  partialFilterExpression,
  collation,
  expireAfterSeconds,
});
