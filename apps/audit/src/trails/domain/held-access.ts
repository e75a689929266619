import { textOf } from './told-facts.js';
import type { TrailEntry } from './trail-entry.js';

/** True when the grant that this entry tells was held at that instant: begun, not over, and its membership neither. */
export const wasHeld = ({ at: recordedAt, facts, ended }: TrailEntry, asOf: string): boolean => {
  const begun = [recordedAt, textOf(facts['from']), textOf(facts['membershipFrom'])].every((from) => from === null || from <= asOf);
  const over = [textOf(facts['until']), textOf(facts['membershipUntil']), ended?.at ?? null].some((until) => until !== null && until <= asOf);
  return begun && !over;
};
