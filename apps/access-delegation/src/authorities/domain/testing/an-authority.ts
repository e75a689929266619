import { councilRenewalEnd } from '#belgium';
import type { Actor, Assurance, Instant } from '#kernel';
import { deciderSpec, type Usual } from '#kernel/testing';
import type { RegionalFunction } from '../../../capacities/domain/capacities.js';
import type { AuthorityRegistered, OfficeHolderRecorded } from '../authority.js';
import type { AuthorityFacts, OfferedCategory } from '../authority-facts.js';
import type { AccessGranted } from '../grants.js';
import type { CharterAccepted, MandateStarted } from '../mandates.js';
import type { MemberIdentified, MemberPrepared } from '../members.js';
import { privateSpaceDecider, type AuthorityEvent } from '../private-space.decider.js';

export const NOW: Instant = '2026-03-10T09:00:00.000Z';
export const TODAY: Instant = '2026-03-09T23:00:00.000Z';
export const LATER: Instant = '2026-06-30T22:00:00.000Z';
export const START: Instant = '2026-01-01T08:00:00.000Z';
export const MANDATE_END: Instant = '2030-12-31T23:00:00.000Z';

export const person = (id: string, assurance: Assurance = 'high'): Actor => ({ kind: 'person', id, assurance });
export const system: Actor = { kind: 'system', id: 'timer', assurance: 'none' };
export const operator: Actor = { kind: 'operator', id: 'command-line', assurance: 'none' };
export const client: Actor = { kind: 'client', id: 'dossiers', assurance: 'none' };

const category = (code: string, over: Partial<OfferedCategory> = {}): OfferedCategory =>
  ({ code, subject: 'FIN', kind: 'SUB', appliesTo: ['MUNICIPALITY'], closed: false, ...over });
const categories = [
  category('BUDGET', { kind: 'TSA' }), category('ACCOUNTS'), category('TAXES'),
  category('CLOSED', { closed: true }), category('PARISH', { appliesTo: ['WORSHIP_ESTABLISHMENT'] }),
  category('PLOTS', { subject: 'FUN' }), category('FUNDS', { subject: 'FUN' }), category('OLD', { subject: 'GONE', closed: true }),
];
export const catalogue: AuthorityFacts['catalogue'] = {
  subjects: { FIN: {}, FUN: {}, GONE: {} },
  categories: Object.fromEntries(categories.map((each) => [each.code, each])),
};

/** Versions 1, 2 … of the charter, published at these instants. */
export const charterOf = (...publishedAt: readonly Instant[]): AuthorityFacts['charter'] =>
  ({ versions: publishedAt.map((at, index) => ({ version: index + 1, publishedAt: at })).reverse() });

export const facts = (over: Partial<AuthorityFacts> = {}): AuthorityFacts => ({
  actorFacts: { functions: [], withdrawn: false }, withdrawn: [], confirmedWithdrawals: [], confirmed: ['paul', 'dora', 'uma', 'mayor', 'newcomer'],
  charter: charterOf(START), catalogue, councilRenewalEnd, today: TODAY, successor: 'OPEN', ...over,
});
export const regional = (function_: RegionalFunction['function'], scope: Partial<RegionalFunction['scope']> = {}): Pick<AuthorityFacts, 'actorFacts'> =>
  ({ actorFacts: { functions: [{ function: function_, scope: { subjects: [], provinces: [], ...scope } }], withdrawn: false } });

/** Decided now by the primary, unless said otherwise. */
const usual: Usual<AuthorityFacts> = { at: NOW, actor: person('paul'), facts: facts() };
export const { given } = deciderSpec(privateSpaceDecider, usual);

const authorityId = 'namur';
export const registered = (over: Partial<AuthorityRegistered['data']> = {}): AuthorityRegistered => ({
  type: 'AuthorityRegistered',
  data: { authorityId, type: 'MUNICIPALITY', name: { fr: 'Namur' }, enterpriseNumber: null, nisCode: '92094', province: '90000', supervision: 'REGION', languages: ['fr'], ...over },
});
export const officeHolder: OfficeHolderRecorded = { type: 'OfficeHolderRecorded', data: { authorityId, officeHolderId: 'office-1', personId: 'mayor', capacity: 'MAYOR' } };

export const prepared = (memberId: string, over: Partial<MemberPrepared['data']> = {}): MemberPrepared =>
  ({ type: 'MemberPrepared', data: { authorityId, memberId, personId: null, function: 'ADMINISTRATIVE_AGENT', from: START, until: null, ...over } });
export const identified = (memberId: string, personId: string): MemberIdentified => ({ type: 'MemberIdentified', data: { authorityId, memberId, personId } });
export const member = (personId: string, over: Partial<MemberPrepared['data']> = {}): readonly AuthorityEvent[] =>
  [prepared(`m-${personId}`, over), identified(`m-${personId}`, personId)];

export const started = (personId: string, over: Partial<MandateStarted['data']> = {}): MandateStarted => ({
  type: 'MandateStarted',
  data: { authorityId, mandateId: `g-${personId}`, memberId: `m-${personId}`, personId, kind: 'PRIMARY', from: START, until: MANDATE_END, designationId: `d-${personId}`, ...over },
});
export const accepted = (personId: string, charterVersion = 1): CharterAccepted =>
  ({ type: 'CharterAccepted', data: { authorityId, mandateId: `g-${personId}`, personId, charterVersion } });
export const manager = (personId: string, over: Partial<MandateStarted['data']> = {}): readonly AuthorityEvent[] =>
  [...member(personId), started(personId, over), accepted(personId)];
export const primary = manager('paul');
export const deputy = manager('dora', { kind: 'DEPUTY' });
/** An authority with its mayor, paul who manages it, and uma who works there. */
export const space: readonly AuthorityEvent[] = [registered(), officeHolder, ...primary, ...member('uma')];

export const grantOf = (over: Partial<AccessGranted['data']> = {}): AccessGranted => ({
  type: 'AccessGranted',
  data: {
    authorityId, memberId: 'm-uma', grantId: 'grant-1', role: 'EDITOR', subject: 'FIN', categories: ['ACCOUNTS'], includesFuture: false,
    from: START, until: LATER, source: 'DIRECT', selfGranted: false, ...over,
  },
});
export const revoked = (grantId: string, over: { memberId?: string; batchId?: string } = {}): AuthorityEvent =>
  ({ type: 'AccessRevoked', data: { authorityId, memberId: 'm-uma', grantId, ...over } });
export const mandateEnded = (personId: string, reason: 'REPLACED' | 'RESIGNED' | 'LEFT' | 'REVOKED_BY_AUTHORITY' | 'WITHDRAWN_BY_REGION' | 'EXPIRED' | 'AUTHORITY_CLOSED' | 'ABUSE'): AuthorityEvent =>
  ({ type: 'MandateEnded', data: { authorityId, mandateId: `g-${personId}`, reason } });
export const managerMissing: AuthorityEvent = { type: 'ManagerMissing', data: { authorityId } };
export const managerRestored: AuthorityEvent = { type: 'ManagerRestored', data: { authorityId } };
