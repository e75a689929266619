import type { Circumstances } from '#kernel';
import { latestEnd, mayManage } from '../../authorities/domain/mandate-terms.js';
import { addMonths, isOver } from '../../authorities/domain/periods.js';
import { competentPairs, signTogether } from '../../authorities/domain/signatory-pairs.js';
import { refuse } from './designation-refusals.js';
import { atStage, plain } from './designation-steps.js';
import type { Designation, DesignationState } from './designation-state.js';
import type { Content, DesignatingAuthority, DesignationEvent, DesignationFacts } from './designations.js';

type On = Circumstances & DesignationFacts;

export const draft = (content: Content, state: DesignationState, on: On): readonly DesignationEvent[] => {
  if (state) throw refuse('designation-exists');
  return drafted(content, on);
};

/** A draft may be replaced until the first signature. */
export const redraft = (content: Content, before: Designation, on: On): readonly DesignationEvent[] => {
  if (before.content.authorityId !== content.authorityId) throw refuse('authority-fixed');
  atStage(before, on.at, 'DRAFT');
  return drafted(content, on);
};

/** What comes on paper is signed already, and submitted at once. */
const drafted = (content: Content, on: On): readonly DesignationEvent[] => {
  const authority = openAuthority(on.authority);
  checkPeriod(content, on);
  if (!mayManage(content.function, authority.type)) throw refuse('external-not-permitted');
  checkMembership(content, authority, on);
  checkSignatories(content, authority);
  const event: DesignationEvent = { type: 'DesignationDrafted', data: { ...content, draftedBy: on.actor.id }, subject: content.designationId };
  return content.onPaper ? [event, plain('DesignationSubmitted', { content, identifiedAs: null })] : [event];
};

export const openAuthority = (authority: DesignatingAuthority | null): DesignatingAuthority => {
  if (!authority) throw refuse('authority-unknown');
  if (authority.status === 'MERGED') throw refuse('authority-merged');
  if (authority.status === 'CLOSED') throw refuse('authority-closed');
  return authority;
};

const A_YEAR = 12;

/** A signed act on paper names its day, and comes when it comes. */
const checkPeriod = ({ from, until, onPaper }: Content, on: On): void => {
  if (until <= from) throw refuse('period-empty');
  if (until <= on.at) throw refuse('period-over');
  if (from < on.today && !onPaper) throw refuse('starts-in-the-past');
  if (from > addMonths(on.at, A_YEAR)) throw refuse('designated-too-early');
  const latest = latestEnd(from, on);
  if (until > latest) throw refuse('mandate-too-long', { latestEnd: latest });
};

/** The ids of members come from outside; whose they are is told to nobody. */
const checkMembership = ({ memberId, designeeId }: Content, { memberNamed }: DesignatingAuthority, { at }: On): void => {
  if (memberId === null) return;
  if (!memberNamed || (memberNamed.personId ?? memberNamed.preparedFor ?? designeeId) !== designeeId) throw refuse('member-unknown');
  if (isOver(memberNamed, at)) throw refuse('membership-over');
};

const checkSignatories = ({ signatories, pieces, onPaper }: Content, { type }: DesignatingAuthority): void => {
  const [one, other, ...more] = signatories;
  if (!one || !other || more.length > 0 || one.personId === other.personId) throw refuse('two-signatories-needed');
  if (!signTogether(type, one.capacity, other.capacity)) {
    throw refuse('pair-not-competent', { authorityType: type, competentPairs: competentPairs(type) });
  }
  const has = (kind: Content['pieces'][number]['kind']): boolean => pieces.some((piece) => piece.kind === kind);
  if ((one.byDelegation || other.byDelegation) && !has('DELEGATION')) throw refuse('delegation-missing');
  if (onPaper && !has('ACT')) throw refuse('act-missing');
};
