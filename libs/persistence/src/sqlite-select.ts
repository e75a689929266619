import type { Scalar } from './documents.js';
import type { Keys } from './cursor.js';
import type { Plan } from './query-plan.js';

type Condition = { readonly sql: string; readonly value?: Scalar };
/** One stretch of an index: what it holds fixed or bounds, and the fields that order it. */
type Stretch = { readonly conditions: readonly Condition[]; readonly order: readonly string[] };
export type Range = { readonly field: string; readonly from?: Scalar; readonly until?: Scalar };
export type Select = { readonly sql: string; readonly values: readonly (string | number | null)[] };

/** Below every number and text, above null: SQLite uses it as a bound of an index, unlike IS NOT NULL. */
const ABOVE_NULL = '-9e999';

/** A field of the document as its indexes know it; names are checked, since they become part of the statement. */
export const expressionOf = (field: string): string => {
  if (!/^[A-Za-z]\w*$/.test(field)) throw new TypeError(`not the name of an indexed field: ${field}`);
  return field === 'id' ? 'id' : `json_extract(document, '$."${field}"')`;
};

/**
 * The selects that together read the index from the cursor on, in order. Comparing whole rows would lose those with a
 * null, so after (a, b) come: the rest of a = a and b = b by id, then the rest of a = a, then what is above a.
 */
export const selects = (table: string, plan: Plan, range: Range | undefined, after: Keys | undefined, descending: boolean): readonly Select[] => {
  const bounds = [...plan.fixed.map(([field, value]) => equal(field, value)), ...rangeOf(range)];
  const stretches = after ? stretchesAfter(plan.keys, after, descending) : [{ conditions: [], order: plan.keys }];
  return stretches.map(({ conditions, order }) => {
    const all = [...bounds, ...conditions];
    const orderBy = order.map((field) => `${expressionOf(field)}${descending ? ' DESC' : ''}`).join(', ');
    return { sql: `SELECT document FROM "${table}"${where(all)}${orderBy && ` ORDER BY ${orderBy}`} LIMIT ?`, values: valuesOf(all) };
  });
};

export const counting = (table: string, { fixed }: Plan): Select => {
  const all = fixed.map(([field, value]) => equal(field, value));
  return { sql: `SELECT count(*) AS number FROM "${table}"${where(all)}`, values: valuesOf(all) };
};

const stretchesAfter = (keys: readonly string[], after: Keys, descending: boolean): readonly Stretch[] =>
  keys.flatMap((key, depth): readonly Stretch[] => {
    const same = keys.slice(0, depth).map((field, index) => equal(field, after[index] ?? null));
    const beyond = (condition: Condition, order: readonly string[]): Stretch => ({ conditions: [...same, condition], order });
    const value = after[depth] ?? null;
    const sql = expressionOf(key);
    const rest = keys.slice(depth);
    if (!descending) return [beyond(value === null ? { sql: `${sql} > ${ABOVE_NULL}` } : { sql: `${sql} > ?`, value }, rest)];
    if (value === null) return [];
    // Read from the end below: the nulls, which come last, stand first here.
    return [...(key === 'id' ? [] : [beyond(equal(key, null), rest.slice(1))]), beyond({ sql: `${sql} < ?`, value }, rest)];
  }).reverse();

const equal = (field: string, value: Scalar): Condition =>
  value === null ? { sql: `${expressionOf(field)} IS NULL` } : { sql: `${expressionOf(field)} = ?`, value };

const rangeOf = (range: Range | undefined): readonly Condition[] => [
  ...(range?.from === undefined ? [] : [{ sql: `${expressionOf(range.field)} >= ?`, value: range.from }]),
  ...(range?.until === undefined ? [] : [{ sql: `${expressionOf(range.field)} < ?`, value: range.until }]),
];

const where = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? '' : ` WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;

const valuesOf = (conditions: readonly Condition[]): Select['values'] =>
  conditions.flatMap(({ value }) => (value === undefined ? [] : [typeof value === 'boolean' ? Number(value) : value]));
