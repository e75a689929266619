import { DAY, instant, millisOf, refusals, type Instant } from '#kernel';

/** A day of the Belgian calendar, `YYYY-MM-DD`. */
export type LocalDate = string;

const FIRST_YEAR = 1900;
const LAST_YEAR = 2999;

export const refuseDate = refusals({
  'date-not-valid': ['invalid', `A date is YYYY-MM-DD, an instant ends in Z or an offset; years ${String(FIRST_YEAR)} to ${String(LAST_YEAR)}.`],
});

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const brussels = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Brussels', timeZoneName: 'longOffset' });

/** Midnight in Brussels at the start of that day. @throws DomainError `date-not-valid` */
export const brusselsDayStart = (date: LocalDate): Instant => localMidnight(millisOfDate(date));

/** Midnight in Brussels at the end of that day, which is no longer part of it. @throws DomainError `date-not-valid` */
export const endOfDayExclusive = (date: LocalDate): Instant => brusselsDayStart(dateOf(millisOfDate(date) + DAY));

/** From when something runs: a date means from its midnight. @throws DomainError `date-not-valid`, also for a local date-time */
export const startOf = (dateOrInstant: string): Instant =>
  DATE.test(dateOrInstant) ? brusselsDayStart(dateOrInstant) : instantOf(dateOrInstant);

/** Until when something runs, excluded: a date means that whole day. @throws DomainError `date-not-valid`, also for a local date-time */
export const untilOf = (dateOrInstant: string): Instant =>
  DATE.test(dateOrInstant) ? endOfDayExclusive(dateOrInstant) : instantOf(dateOrInstant);

/** The first instant of the day that it is in Brussels at that instant. */
export const brusselsDayStartAt = (at: Instant): Instant => {
  const millis = millisOf(at);
  return localMidnight(Math.floor((millis + offsetAt(millis)) / DAY) * DAY);
};

/** The day it is in Brussels at that instant. */
export const brusselsDate = (at: Instant): LocalDate => dateOf(millisOf(at) + offsetAt(millisOf(at)));

/** True for a day that exists, of a year anybody can mean. */
export const isLocalDate = (text: string): boolean => {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined || Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return false;
  const exact = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return dateOf(exact.getTime()) === text;
};

const instantOf = (text: string): Instant => {
  const [, date] = INSTANT.exec(text) ?? [];
  if (date === undefined || !isLocalDate(date)) throw refuseDate('date-not-valid');
  return instant(Date.parse(text));
};

const millisOfDate = (date: LocalDate): number => {
  if (!isLocalDate(date)) throw refuseDate('date-not-valid');
  return Date.parse(`${date}T00:00:00Z`);
};

/** Summer time begins and ends at 01:00 UTC: the offset at midnight UTC is the one at the local midnight just before it. */
const localMidnight = (utcMidnight: number): Instant => instant(utcMidnight - offsetAt(utcMidnight));

const dateOf = (millis: number): LocalDate => instant(millis).slice(0, 10);

const HOUR = 60 * 60 * 1000;
const MOST_HOURS = 1_000;
const offsets = new Map<number, number>();

/** Clocks change at full hours of UTC: within one the offset is one. */
const offsetAt = (millis: number): number => {
  const hour = Math.floor(millis / HOUR);
  const known = offsets.get(hour);
  if (known !== undefined) return known;
  if (offsets.size === MOST_HOURS) offsets.clear();
  const offset = offsetIn(millis);
  offsets.set(hour, offset);
  return offset;
};

const offsetIn = (millis: number): number => {
  const name = brussels.formatToParts(millis).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
};
