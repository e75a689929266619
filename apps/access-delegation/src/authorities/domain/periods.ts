import { DAY, instant, plus, type Instant } from '#kernel';
import type { AuthorityCircumstances } from './authority-facts.js';
import { refuse } from './authority.refusals.js';

/** `[from, until)`; `null` has no end. */
export type Period = { readonly from: Instant; readonly until: Instant | null };

const AHEAD_AT_MOST = 120;

export const overlap = (a: Period, b: Period): boolean => (b.until === null || a.from < b.until) && (a.until === null || b.from < a.until);
export const isOver = ({ until }: Pick<Period, 'until'>, at: Instant): boolean => until !== null && until <= at;
export const runsAt = (period: Period, at: Instant): boolean => period.from <= at && !isOver(period, at);
export const earliest = (a: Instant, b: Instant | null): Instant => (b !== null && b < a ? b : a);

/** The same day and time `months` later, or the last day of a month that is too short. */
export const addMonths = (at: Instant, months: number): Instant => {
  const day = new Date(at);
  const target = new Date(at);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(day.getUTCDate(), lastDay));
  return instant(target);
};

/** Limits count calendar months; a day more lets "until" name a whole local day. */
export const isLongerThan = (months: number, { from, until }: Period): boolean => until === null || until > plus(addMonths(from, months), DAY);

/** A period that begins now or later and is not empty; "today" may be named by its first instant. */
export const periodToCome = (period: Period, { at, today }: Pick<AuthorityCircumstances, 'at' | 'today'>): Period => {
  const { from, until } = period;
  if (from < today) throw refuse('starts-in-the-past');
  if (from > addMonths(at, AHEAD_AT_MOST)) throw refuse('starts-too-late');
  if (until !== null && until <= from) throw refuse('period-empty');
  if (isOver(period, at)) throw refuse('ends-in-the-past');
  return { from, until };
};
