import { refuseAccess } from '#access-index';
import { titleOf, type Language } from '#http';
import type { RefusalTable } from '#kernel';
import { refuse as refuseAuthority } from '../authorities/domain/authority.refusals.js';
import { refuseStanding } from '../capacities/domain/capacities.js';
import { refusalTitles } from './refusal.titles.js';

/** What a mandate may be refused with when it is to start: these codes are recorded, without what they say. */
const DECLARED: RefusalTable = { ...refuseAccess.table, ...refuseStanding.table, ...refuseAuthority.table };

/** What a recorded code says in that language; null when nothing says so any more. */
export const titleOfRecorded = (code: string, language: Language): string | null => {
  const message = DECLARED[code]?.[1];
  return message === undefined ? null : titleOf({ code, message }, language, refusalTitles).title;
};
