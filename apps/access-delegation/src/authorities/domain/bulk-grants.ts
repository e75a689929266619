import { DAY, DomainError, plus } from '#kernel';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import { refuse } from './authority.refusals.js';
import { accessRevoked, liveGrants } from './grant-endings.js';
import { evolveGrants, granted } from './granting.js';
import type { AccessGranted, GrantInBulk, UndoBulk } from './grants.js';
import { openAuthorityIn } from './looking-up.js';
import type { AuthorityEvent, AuthorityState } from './private-space.js';

const LINES_AT_MOST = 500;

/** What becomes of one line, counted from 1. */
export type LineOutcome = { readonly line: number } & ({ readonly granted: AccessGranted } | { readonly refused: string });

/** BR-39: every line under all rules, each after the ones before it. */
export const previewBulk = ({ data }: GrantInBulk, state: AuthorityState, on: AuthorityCircumstances): readonly LineOutcome[] => {
  let planned = state;
  return data.lines.map((wished, index) => {
    const line = index + 1;
    try {
      const outcome = granted({ ...(data.reason === undefined ? {} : { reason: data.reason }), ...wished }, { source: 'BULK', batchId: data.batchId }, planned, on);
      planned = { ...planned, ...evolveGrants(planned, outcome, { version: 0, recordedAt: on.at }) };
      return { line, granted: outcome };
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal;
      return { line, refused: String(refusal.code) };
    }
  });
};

/** All lines or none. */
export const grantInBulk = (command: GrantInBulk, state: AuthorityState, on: AuthorityCircumstances): readonly AuthorityEvent[] => {
  openAuthorityIn(state);
  const { length } = command.data.lines;
  if (length === 0) throw refuse('no-lines');
  if (length > LINES_AT_MOST) throw refuse('too-many-lines', { lines: length });
  const outcomes = previewBulk(command, state, on);
  const problems = outcomes.flatMap((outcome) => ('refused' in outcome ? [`${String(outcome.line)}:${outcome.refused}`] : []));
  if (problems.length > 0) throw refuse('bulk-refused', { problems });
  return outcomes.flatMap((outcome) => ('granted' in outcome ? [outcome.granted] : []));
};

/** Takes back what a batch gave and nobody took back before, within 24 hours after its first line. */
export const undoBulk = ({ data: { batchId, reason = 'BULK_UNDONE' } }: UndoBulk, state: AuthorityState, { at }: AuthorityCircumstances): readonly AuthorityEvent[] => {
  const { authorityId } = openAuthorityIn(state);
  const members = Object.values(state.members);
  const batch = members.flatMap(({ grants }) => Object.values(grants)).filter((grant) => grant.batchId === batchId);
  if (batch.length === 0) throw refuseStanding('not-found');
  if (batch.some(({ recordedAt }) => at >= plus(recordedAt, DAY))) throw refuse('too-late-to-undo');
  return members.flatMap((member) => liveGrants(member, at)
    .filter((grant) => grant.batchId === batchId)
    .map(({ grantId }) => accessRevoked(authorityId, member, grantId, reason, batchId)));
};
