import type { Recording } from '#kernel';
import type { AuthorityCircumstances } from './authority-facts.js';
import { refuse } from './authority.refusals.js';
import type { AccessRole, GrantSource } from './authority-vocabulary.js';
import { liveGrants } from './grant-endings.js';
import type { AccessGranted, Grant, GrantEvent, GrantLine } from './grants.js';
import { because, concerns, entry, grantHeld, grantIn, memberIn, openAuthorityIn } from './looking-up.js';
import type { Member, MembersState } from './members.js';
import { coverageOf } from './offers.js';
import { addMonths, isLongerThan, isOver, overlap, periodToCome, type Period } from './periods.js';
import type { AuthorityState } from './private-space.js';

const USUAL_MONTHS = 24;
const MOST_MONTHS = 36;
const MOST_MONTHS_AHEAD = 12;

type How = { readonly source: GrantSource; readonly batchId?: string; readonly restores?: string };
type Wanted = Pick<Grant, 'role' | 'subject' | 'categories' | 'includesFuture' | 'from' | 'until'>;

/** One grant under all the rules: a single one, a line of a batch and a cell of somebody's access alike. */
export const granted = (line: GrantLine, { source, batchId, restores }: How, state: AuthorityState, on: AuthorityCircumstances): AccessGranted => {
  const authority = openAuthorityIn(state);
  const member = memberIn(state, line.memberId);
  if (grantHeld(member, line.grantId)) throw refuse('grant-exists');
  const { role, subject, reason, note, renews, delegationReference } = line;
  const wanted = { role, subject, ...coverageOf(line, authority, on.catalogue), ...periodOf(line, on) };
  mayReceive(member, wanted, on);
  if (renews !== undefined) mustFollow(wanted, grantIn(member, renews));
  const selfGranted = on.actor.kind === 'person' && member.personId === on.actor.id;
  if (selfGranted && !reason) throw refuse('self-grant-needs-reason');
  if (role === 'SUBMITTER' && member.function !== 'DIRECTOR_GENERAL' && !delegationReference) throw refuse('delegation-reference-needed');
  mustBeUnique(wanted, member, on);
  if (!reason && accumulates(wanted, member, on)) throw refuse('accumulation-needs-reason');
  return {
    type: 'AccessGranted',
    data: {
      authorityId: authority.authorityId, memberId: member.memberId, grantId: line.grantId, ...wanted, source, selfGranted,
      ...(renews === undefined ? {} : { renews }),
      ...(restores === undefined ? {} : { restores }),
      ...(delegationReference ? { delegationReference } : {}),
      ...(batchId === undefined ? {} : { batchId }),
    },
    subject: concerns(member), ...because(reason, note),
  };
};

export const evolveGrants = (state: MembersState, { type, data }: GrantEvent, { version, recordedAt }: Recording): MembersState => {
  const member = entry(state.members, data.memberId);
  if (!member) return state;
  const keep = (grants: readonly Grant[]): MembersState => ({ members: { ...state.members, [member.memberId]: { ...member, accessVersion: version, grants } } });
  switch (type) {
    case 'AccessGranted': {
      const { grantId, role, subject, categories, includesFuture, from, until, selfGranted, batchId = null, restores = null, delegationReference = null } = data;
      const grant = { grantId, role, subject, categories, includesFuture, from, until, selfGranted, batchId, restores, delegationReference };
      return keep([...member.grants, { ...grant, recordedAt, ended: false, replaced: null, version }]);
    }
    case 'AccessRevoked':
    case 'AccessExpired': {
      const inBatch = 'batchId' in data ? data.batchId : undefined;
      const replacedIn = ({ batchId }: Grant): Grant['replaced'] => (inBatch === undefined || inBatch === batchId ? null : { batchId: inBatch, at: recordedAt });
      return keep(member.grants.map((grant) => (grant.grantId === data.grantId ? { ...grant, ended: true, replaced: replacedIn(grant), version } : grant)));
    }
  }
};

/**
 * BR-33: open for a reader unless said otherwise, 24 months for the others, 36 at most. They are renewed in the year before,
 * not given in a row today: each time somebody looks again whether the role is still needed.
 */
const periodOf = ({ role, from: wished, until: end }: GrantLine, on: AuthorityCircumstances): Period => {
  const from = wished ?? on.at;
  if (role === 'READER') return periodToCome({ from, until: end ?? null }, on);
  if (end === null) throw refuse('end-date-needed');
  if (from > addMonths(on.at, MOST_MONTHS_AHEAD)) throw refuse('grant-starts-too-late');
  if (end !== undefined) {
    const period = periodToCome({ from, until: end }, on);
    if (isLongerThan(MOST_MONTHS, period)) throw refuse('grant-too-long');
    return period;
  }
  return { from: periodToCome({ from, until: null }, on).from, until: addMonths(from, USUAL_MONTHS) };
};

const mayReceive = (member: Member, { from }: Wanted, { at, withdrawn }: AuthorityCircumstances): void => {
  if (isOver(member, at) || isOver(member, from)) throw refuse('membership-over');
  if (member.personId !== null && withdrawn.includes(member.personId)) throw refuse('member-access-suspended');
};

const mustFollow = ({ role, subject, from }: Wanted, former: Grant): void => {
  if (former.role !== role || former.subject !== subject || former.until === null || from < former.until) throw refuse('renewal-does-not-follow');
};

const covers = (grant: Wanted, subject: string, category: string): boolean =>
  grant.subject === subject && (grant.includesFuture || grant.categories.includes(category));

/** BR-30: the same role on the same category is given once at a time. */
const mustBeUnique = (wanted: Wanted, member: Member, { at }: AuthorityCircumstances): void => {
  const twice = liveGrants(member, at).filter((grant) =>
    grant.role === wanted.role && overlap(grant, wanted) && wanted.subject === grant.subject
    && (wanted.includesFuture || wanted.categories.some((category) => covers(grant, wanted.subject, category))));
  if (twice.length > 0) throw refuse('grant-overlaps', { grantIds: twice.map(({ grantId }) => grantId) });
};

const WRITING: readonly AccessRole[] = ['EDITOR', 'VALIDATOR', 'SUBMITTER'];

/** BR-35: with this grant one person would edit, validate and submit in one category. */
const accumulates = (wanted: Wanted, member: Member, { at }: AuthorityCircumstances): boolean => {
  if (!WRITING.includes(wanted.role)) return false;
  const others = WRITING.filter((role) => role !== wanted.role);
  const held = liveGrants(member, at).filter((grant) => grant.subject === wanted.subject && overlap(grant, wanted));
  return wanted.categories.some((category) =>
    others.every((role) => held.some((grant) => grant.role === role && covers(grant, wanted.subject, category))));
};
