import type { Instant } from '#kernel';

/** Before and after every instant: instants compare as text, and so do these. A door that is shut opens at `NEVER`. */
export const ALWAYS: Instant = '';
export const NEVER: Instant = '~';

/** Half-open: `from` is inside, `until` is not. */
export type Period = { readonly from: Instant; readonly until: Instant };

export const runs = ({ from, until }: Period, at: Instant): boolean => from <= at && at < until;
export const later = (a: Instant, b: Instant): Instant => (a < b ? b : a);
export const sooner = (a: Instant, b: Instant): Instant => (a < b ? a : b);
export const endOf = (until: Instant | null): Instant => until ?? NEVER;
export const openEnd = (until: Instant): Instant | null => (until === NEVER ? null : until);

/** When time alone next changes whether one of these periods runs: never too early, never too late. */
export const nextChange = (periods: readonly Period[], at: Instant): Instant => {
  const current = periods.find((period) => runs(period, at));
  if (!current) return periods.reduce((next, { from, until }) => (at < from && from < until ? sooner(next, from) : next), NEVER);
  let end = current.until;
  for (let extended = periods.find((period) => runs(period, end)); extended; extended = periods.find((period) => runs(period, end))) end = extended.until;
  return end;
};
