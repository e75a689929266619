import type { AuthorityCircumstances } from './authority-facts.js';
import { refuse } from './authority.refusals.js';
import type { GrantSource } from './authority-vocabulary.js';
import { accessRevoked, liveGrants } from './grant-endings.js';
import { evolveGrants, granted } from './granting.js';
import type { AccessCell, Grant, GrantEvent, ReplaceAccess } from './grants.js';
import { memberIn, mustMatch, openAuthorityIn } from './looking-up.js';
import type { Member } from './members.js';
import { asOffered, coverageOf, offeredTo } from './offers.js';
import { isOver, runsAt } from './periods.js';
import type { AuthorityState } from './private-space.js';

type Desired = { readonly cell: AccessCell; readonly source: GrantSource; readonly grantId: string };

/** The difference between what a member has and what is desired: what stays is not touched, revocations go first. */
export const replaceAccess = ({ data }: ReplaceAccess, state: AuthorityState, on: AuthorityCircumstances): readonly GrantEvent[] => {
  const { authorityId } = openAuthorityIn(state);
  const member = memberIn(state, data.memberId);
  mustMatch(data, member.accessVersion);
  if (isOver(member, on.at)) throw refuse('membership-over');
  const before = liveGrants(member, on.at);
  const staying = new Set<string>();
  const wanted = desiredCells(data, state, on).filter(({ cell }) => {
    const same = before.find((grant) => !staying.has(grant.grantId) && isSame(grant, cell, state, on));
    if (same) staying.add(same.grantId);
    return same === undefined;
  });

  const going = before.filter(({ grantId }) => !staying.has(grantId));
  if (going.length > 0 && !data.reason) throw refuse('reason-needed');
  const events: GrantEvent[] = going.map(({ grantId }) => accessRevoked(authorityId, member, grantId, data.reason, data.batchId));
  let planned = events.reduce((so, event) => after(so, event, on), state);
  for (const { cell, source, grantId } of wanted) {
    const line = { ...(data.reason === undefined ? {} : { reason: data.reason }), ...cell, memberId: member.memberId, grantId };
    const event = granted(line, { source, batchId: data.batchId }, planned, on);
    events.push(event);
    planned = after(planned, event, on);
  }
  return events;
};

const after = (state: AuthorityState, event: GrantEvent, { at }: AuthorityCircumstances): AuthorityState =>
  ({ ...state, ...evolveGrants(state, event, { version: 0, recordedAt: at }) });

const desiredCells = ({ desired, copyFrom, delegationReference, grantIds }: ReplaceAccess['data'], state: AuthorityState, on: AuthorityCircumstances): readonly Desired[] => {
  const copied = copyFrom === undefined ? [] : cellsOf(memberIn(state, copyFrom), state, on).flatMap((cell) => beyond(desired, cell));
  const cells = [...desired.map((cell) => ({ cell, source: 'DIRECT' as const })), ...copied.map((cell) => ({ cell, source: 'COPY' as const }))];
  return cells.map(({ cell, source }, index) => {
    const grantId = grantIds[index];
    if (grantId === undefined) throw refuse('too-many-cells', { cells: cells.length });
    return { source, grantId, cell: delegationReference === undefined || cell.role !== 'SUBMITTER' ? cell : { delegationReference, ...cell } };
  });
};

/** What somebody holds now and is still offered, for a usual period from now. */
const cellsOf = (member: Member, state: AuthorityState, { at, catalogue }: AuthorityCircumstances): readonly AccessCell[] => {
  const authority = openAuthorityIn(state);
  if (isOver(member, at)) throw refuse('source-membership-over');
  const isStillOffered = offeredTo(authority, catalogue);
  return liveGrants(member, at)
    .filter((grant) => runsAt(grant, at))
    .map((grant) => asOffered(grant, isStillOffered))
    .filter(({ categories }) => categories === undefined || categories.length > 0);
};

/** BR-30: what is listed counts, with its period; of a cell that is copied remains what that does not cover. */
const beyond = (listed: readonly AccessCell[], copied: AccessCell): readonly AccessCell[] => {
  const alike = listed.filter(({ role, subject }) => role === copied.role && subject === copied.subject);
  if (copied.categories === undefined) return alike.some(({ includesFuture }) => includesFuture) ? [] : [copied];
  const categories = copied.categories.filter((category) => !alike.some((cell) => cell.categories?.includes(category) ?? true));
  return categories.length === 0 ? [] : [{ ...copied, categories }];
};

const isSame = (grant: Grant, cell: AccessCell, state: AuthorityState, on: AuthorityCircumstances): boolean => {
  if (grant.role !== cell.role || grant.subject !== cell.subject || grant.includesFuture !== (cell.includesFuture ?? false)) return false;
  if ((cell.delegationReference ?? grant.delegationReference) !== grant.delegationReference) return false;
  const sameStart = cell.from === undefined ? runsAt(grant, on.at) : cell.from === grant.from || (runsAt(grant, on.at) && cell.from <= on.at);
  const sameEnd = cell.until === undefined || cell.until === grant.until;
  return sameStart && sameEnd && coversTheSame(grant, cell, state, on);
};

const coversTheSame = (grant: Grant, cell: AccessCell, state: AuthorityState, { catalogue }: AuthorityCircumstances): boolean => {
  const { role, subject, categories } = cell;
  if (grant.includesFuture && categories === undefined) return true;
  const whole = (): string => coverageOf({ role, subject }, openAuthorityIn(state), catalogue).categories.join();
  const named = categories ? [...new Set(categories)].sort().join() : whole();
  return named === grant.categories.join() || (grant.includesFuture && named === whole());
};
