import type { QueryFilter } from 'mongoose';
import type { Keys } from './cursor.js';
import type { Scalar } from './documents.js';
import { pathOf, sortable, type Sortable, type StoredRecord } from './mongoose-record.js';
import type { Plan } from './query-plan.js';

export type Condition = QueryFilter<StoredRecord>;
export type Range = { readonly field: string; readonly from?: Scalar; readonly until?: Scalar };
type Ends = { readonly from?: Sortable; readonly beyond?: Sortable; readonly until?: Sortable };

const NOTHING: Condition = { _id: { $in: [] } };

/** What a query asks for, or what is left of it after a cursor. Each value is compared as a value: no input is an operator. */
export const filterOf = ({ fixed, keys }: Plan, range?: Range, after?: Keys, descending = false): Condition => {
  const same = fixed.map(([field, value]) => equal(field, value));
  const bounds = range ? inRange(range) : [{}];
  const rest = after ? restAfter(keys, after, descending) : [{}];
  const branches = rest.flatMap((stretch) => bounds.map((bound) => ({ $and: [{}, ...same, bound, stretch] })));
  return branches.length > 1 ? { $or: branches } : (branches[0] ?? NOTHING);
};

/** After (a, b) come: the rest of a = a and b = b by id, then the rest of a = a, then what is beyond a. */
const restAfter = (keys: readonly string[], after: Keys, descending: boolean): readonly Condition[] =>
  keys.flatMap((key, depth) => {
    const same = keys.slice(0, depth).map((field, index) => equal(field, after[index] ?? null));
    const value = sortable(after[depth] ?? null);
    return (descending ? below(key, value) : above(key, value)).map((beyond) => ({ $and: [...same, beyond] }));
  });

const above = (field: string, value: Sortable | null): readonly Condition[] => between(field, value === null ? {} : { beyond: value });

const below = (field: string, value: Sortable | null): readonly Condition[] =>
  value === null ? [] : [equal(field, null), ...between(field, { until: value })];

/** A null is in no range, as a value or as a bound. */
const inRange = ({ field, from, until }: Range): readonly Condition[] => {
  if (from === undefined && until === undefined) return [{}];
  const [first, last] = [from, until].map((bound) => (bound === undefined ? undefined : sortable(bound)));
  if (first === null || last === null) return [];
  return between(field, { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { until: last }) });
};

/** Numbers come before texts, but the engine compares a value with its own kind only: each kind is asked for by itself. */
const between = (field: string, { from, beyond, until }: Ends): readonly Condition[] => {
  const low = beyond ?? from;
  const lower = beyond === undefined ? '$gte' : '$gt';
  const path = pathOf(field);
  const numbers = { ...(typeof low === 'number' ? { [lower]: low } : { $gte: -Infinity }), ...(typeof until === 'number' ? { $lt: until } : {}) };
  const texts = { ...(typeof low === 'string' ? { [lower]: low } : { $gte: '' }), ...(typeof until === 'string' ? { $lt: until } : {}) };
  return [
    ...(typeof low === 'string' || field === 'id' ? [] : [{ [path]: numbers }]),
    ...(typeof until === 'number' ? [] : [{ [path]: texts }]),
  ];
};

/** An id is a text and nothing else. */
export const equal = (field: string, value: Scalar): Condition => {
  const wanted = sortable(value);
  return field === 'id' && typeof wanted !== 'string' ? NOTHING : { [pathOf(field)]: { $eq: wanted } };
};
