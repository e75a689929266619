import { InvalidCursor, type Document, type Scalar } from './documents.js';

/** Where a page ended: the values of its last document in the order of the query, the id last. */
export type Keys = readonly Scalar[];

export const valueOf = (document: Document, field: string): Scalar => {
  const value = document[field];
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
};

export const cursorAt = (document: Document, fields: readonly string[]): string =>
  Buffer.from(JSON.stringify(fields.map((field) => valueOf(document, field)))).toString('base64url');

/** @throws InvalidCursor */
export const keysOf = (cursor: string, fields: readonly string[], collection: string): Keys => {
  const keys = parsed(cursor);
  if (!Array.isArray(keys) || keys.length !== fields.length || !keys.every(isScalar)) throw new InvalidCursor(collection);
  return keys;
};

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
};

const isScalar = (value: unknown): value is Scalar => value === null || ['string', 'number', 'boolean'].includes(typeof value);
