import { isRefusal, type DomainError } from '#kernel';
import { standingFor } from './authority-capacities.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import { refuse } from './authority.refusals.js';
import { evolveGrants, granted } from './granting.js';
import type { AccessGranted, GrantInBulk } from './grants.js';
import { authorityIn, openAuthorityIn } from './looking-up.js';
import type { AuthorityEvent, AuthorityState } from './private-space.js';

const LINES_AT_MOST = 500;

export type RefusedLine = Pick<DomainError, 'code' | 'message' | 'facts'>;
/** What becomes of one line, counted from 1. */
export type LineOutcome = { readonly line: number } & ({ readonly granted: AccessGranted } | { readonly refused: RefusedLine });

/** BR-39: every line under all rules, each after the ones before it, for who might grant them. @throws what concerns the batch as a whole */
export const previewBulk = (command: GrantInBulk, state: AuthorityState, on: AuthorityCircumstances): readonly LineOutcome[] => {
  authorityIn(state);
  standingFor(command, state, on);
  openAuthorityIn(state);
  const { batchId, lines, reason } = command.data;
  if (lines.length === 0) throw refuse('no-lines');
  if (lines.length > LINES_AT_MOST) throw refuse('too-many-lines', { lines: lines.length });
  let planned = state;
  return lines.map((wished, index) => {
    const line = index + 1;
    try {
      const outcome = granted({ ...(reason === undefined ? {} : { reason }), ...wished }, { source: 'BULK', batchId }, planned, on);
      planned = { ...planned, ...evolveGrants(planned, outcome, { version: 0, recordedAt: on.at }) };
      return { line, granted: outcome };
    } catch (refusal) {
      if (!isRefusal(refusal)) throw refusal;
      return { line, refused: refusal };
    }
  });
};

/** All lines or none; the refusal says by pointer which lines cannot be, and why. */
export const grantInBulk = (command: GrantInBulk, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const outcomes = previewBulk(command, state, on);
  const problems = outcomes.flatMap((outcome) => ('refused' in outcome ? [[`/lines/${String(outcome.line - 1)}`, [outcome.refused.code, outcome.refused.message]] as const] : []));
  if (problems.length > 0) throw refuse('bulk-refused', Object.fromEntries(problems));
  return outcomes.flatMap((outcome) => ('granted' in outcome ? [outcome.granted] : []));
};
