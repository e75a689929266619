import type { Instant } from '#kernel';
import { brusselsDate, endOfDayExclusive, type LocalDate } from './local-days.js';

const ELECTED_IN = 2024;
const TERM_YEARS = 6;

/**
 * The day on which the communal councils of Wallonia are installed that follow the one in place at that instant: the first
 * Monday of December after elections, which are on the second Sunday of October every six years (2024, 2030 …).
 */
export const nextCouncilInstalled = (at: Instant): LocalDate => {
  const today = brusselsDate(at);
  const year = Number(today.slice(0, 4));
  const elected = ELECTED_IN + Math.ceil((year - ELECTED_IN) / TERM_YEARS) * TERM_YEARS;
  const installed = firstMondayOfDecember(elected);
  return installed > today ? installed : firstMondayOfDecember(elected + TERM_YEARS);
};

/** The end of the last day of the six months that a council has to renew what was decided before it came, for what begins at `from`. */
export const councilRenewalEnd = (from: Instant): Instant => {
  const installed = nextCouncilInstalled(from);
  const day = installed.slice(-2);
  return endOfDayExclusive(`${String(Number(installed.slice(0, 4)) + 1)}-06-${day}`);
};

const firstMondayOfDecember = (year: number): LocalDate => {
  const weekday = new Date(Date.UTC(year, 11, 1)).getUTCDay();
  return `${String(year)}-12-0${String(1 + ((8 - weekday) % 7))}`;
};
