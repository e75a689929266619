import { Schema, type Model } from 'mongoose';
import type { JsonObject } from '#kernel';
import type { Document, Scalar } from './documents.js';

export type Sortable = string | number;

/**
 * How a document is stored. `fields` holds what an index may order: its texts, its numbers, and yes-or-no as 1 and 0;
 * null is left out, since absence sorts as null and is bound by no unique index. `rest` is JSON of all that `fields`
 * does not tell exactly, so that no name or value inside a document ever means something to the engine.
 */
export type StoredRecord = { readonly _id: string; readonly fields: Readonly<Record<string, Sortable>>; readonly rest: string };
export type RecordModel = Model<StoredRecord>;

export const recordSchema = new Schema<StoredRecord>(
  { _id: String, fields: Schema.Types.Mixed, rest: String },
  { autoCreate: false, autoIndex: false, minimize: false, strict: 'throw', versionKey: false },
);

const NAME = /^[A-Za-z]\w*$/;

/** Where an index finds a field. */
export const pathOf = (field: string): string => {
  if (!NAME.test(field)) throw new TypeError(`not the name of an indexed field: ${field}`);
  return field === 'id' ? '_id' : `fields.${field}`;
};

/** As it stands in an index; null for none. What is no scalar, an operator for example, was never declared. */
export const sortable = (value: unknown): Sortable | null => {
  if (typeof value === 'boolean') return Number(value);
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError('an index holds texts, numbers, booleans and null');
};

export const recordOf = ({ id, ...document }: Document): StoredRecord => {
  const entries = Object.entries(document);
  const ordered = entries.flatMap(([name, value]) => (NAME.test(name) && isOrdered(value) ? [[name, sortable(value)] as const] : []));
  const others = entries.filter(([name, value]) => !(NAME.test(name) && isExact(value)));
  return { _id: id, fields: Object.fromEntries(ordered) as StoredRecord['fields'], rest: JSON.stringify(Object.fromEntries(others)) };
};

export const documentOf = ({ _id, fields, rest }: StoredRecord): Document =>
  ({ id: _id, ...fields, ...(JSON.parse(rest) as JsonObject) });

/** BSON keeps it as it is, unlike a negative zero or half of a character. */
const isExact = (value: unknown): value is Scalar =>
  typeof value === 'string' ? value.isWellFormed() : Number.isFinite(value) && !Object.is(value, -0);

const isOrdered = (value: unknown): boolean => typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
