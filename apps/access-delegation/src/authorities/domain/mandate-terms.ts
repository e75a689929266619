import { plus, type Instant } from '#kernel';
import type { CouncilCalendar } from './authority-facts.js';
import type { AuthorityType, MemberFunction } from './authority-vocabulary.js';
import { addMonths, earliest } from './periods.js';

const SIX_YEARS = 72;
const HOUR = 60 * 60 * 1000;
const MAY_APPOINT_OUTSIDERS: readonly AuthorityType[] = ['WORSHIP_ESTABLISHMENT', 'NON_PROFIT_ASSOCIATION'];

/** BR-15. Six years of local days may be an hour longer when they end in winter time. */
export const latestEnd = (from: Instant, { councilRenewalEnd }: CouncilCalendar): Instant =>
  earliest(plus(addMonths(from, SIX_YEARS), HOUR), councilRenewalEnd(from));

/** BR-12: whom an authority trusts with its access works or sits there; only some may appoint somebody from outside. */
export const mayManage = (held: MemberFunction, type: AuthorityType): boolean => held !== 'EXTERNAL' || MAY_APPOINT_OUTSIDERS.includes(type);
