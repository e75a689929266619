import type { Scalar } from './documents.js';

const rank = (value: Scalar): number => (value === null ? 0 : typeof value === 'string' ? 2 : 1);

/** The order of every adapter: null, then false and true as 0 and 1 among the numbers, then texts by code point. */
export const compareScalars = (a: Scalar, b: Scalar): number => {
  if (typeof a === 'string' && typeof b === 'string') return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
  return rank(a) - rank(b) || Number(a) - Number(b);
};
