import { describe, it } from '@jest/globals';
import type { GrantAccess } from './grants.js';
import { accepted, given, grantOf, LATER, member, mandateEnded, NOW, person, prepared, registered, revoked, space, started, TODAY } from './testing/an-authority.js';

const grant = (over: Partial<GrantAccess['data']> = {}): GrantAccess =>
  ({ type: 'GrantAccess', data: { grantId: 'grant-1', memberId: 'm-uma', role: 'EDITOR', subject: 'FIN', categories: ['ACCOUNTS'], ...over } });
const granted = (over: Parameters<typeof grantOf>[0] = {}) => grantOf({ from: NOW, until: '2028-03-10T09:00:00.000Z', ...over });
const german = [registered({ supervision: 'OTHER' }), ...space.slice(1)];

describe('granting access', () => {
  it('gives a role on categories of a subject', () => { given(...space).when(grant({ until: LATER })).as('MANAGER').then({ ...granted({ until: LATER }), subject: 'uma' }); });
  it('is recorded with its source', () => { given(...space).when(grant({ source: 'HANDOVER' })).then(granted({ source: 'HANDOVER' })); });
  it('may precede the identification of the member', () => { given(...space, prepared('m-new')).when(grant({ memberId: 'm-new' })).then({ ...granted({ memberId: 'm-new' }), subject: 'm-new' }); });
  it('waits for the authority to have an active manager', () => {
    given(registered(), ...member('paul'), started('paul'), ...member('uma')).when(grant()).thenRejected('capacity-not-sufficient');
    given(registered(), ...member('paul'), started('paul'), ...member('uma'), accepted('paul')).when(grant()).then(granted());
    given(...space, mandateEnded('paul', 'RESIGNED')).when(grant()).thenRejected('capacity-not-sufficient');
  });
  it('is refused for who is unknown, gone, or gone before it begins', () => {
    given(...space).when(grant({ memberId: 'nobody' })).thenRejected('not-found');
    given(...space, prepared('m-new', { until: NOW })).when(grant({ memberId: 'm-new' })).thenRejected('membership-over');
    given(...space, prepared('m-new', { until: LATER })).when(grant({ memberId: 'm-new', from: LATER })).thenRejected('membership-over');
  });
  it('is refused for who is withdrawn by the Region', () => { given(...space).when(grant(), { facts: { withdrawn: ['uma'] } }).thenRejected('member-access-suspended'); });
  it('is done once', () => { given(...space, grantOf()).when(grant({ categories: ['TAXES'] })).thenRejected('grant-exists'); });
});

describe('the categories of a grant', () => {
  const whole = ['ACCOUNTS', 'BUDGET', 'TAXES'];
  it('are all those offered now when none is named', () => {
    const rest = { grantId: 'grant-1', memberId: 'm-uma', role: 'EDITOR', subject: 'FIN' } as const;
    given(...space).when({ type: 'GrantAccess', data: rest }).then(granted({ categories: whole }));
    given(...german).when({ type: 'GrantAccess', data: rest }).then(granted({ categories: ['ACCOUNTS', 'TAXES'] }));
  });
  it('are recorded once, in order', () => { given(...space).when(grant({ categories: ['TAXES', 'ACCOUNTS', 'TAXES'] })).then(granted({ categories: ['ACCOUNTS', 'TAXES'] })); });
  it('include those to come only when ticked, with the whole subject', () => {
    given(...space).when(grant({ categories: whole, includesFuture: true })).then(granted({ categories: whole, includesFuture: true }));
    given(...space).when(grant({ includesFuture: true })).thenRejected('future-needs-whole-subject');
  });
  it('belong to the subject', () => {
    given(...space).when(grant({ categories: ['PLOTS'] })).thenRejected('category-unknown');
    given(...space).when(grant({ categories: ['constructor'] })).thenRejected('category-unknown');
    given(...space).when(grant({ categories: [] })).thenRejected('category-missing');
    given(...space).when(grant({ subject: 'toString' })).thenRejected('subject-unknown');
  });
  it('are open and meant for this type of authority', () => {
    given(...space).when(grant({ categories: ['CLOSED'] })).thenRejected('category-not-offered');
    given(...space).when(grant({ categories: ['PARISH'] })).thenRejected('category-not-offered');
    given(...space).when(grant({ subject: 'GONE', categories: ['OLD'] })).thenRejected('category-not-offered');
  });
  it('are no supervision of an authority that the Region does not supervise', () => {
    given(...german).when(grant({ categories: ['BUDGET'] })).thenRejected('category-not-offered');
    given(...german).when(grant()).then(granted());
  });
});

describe('the period of a grant', () => {
  const reader = (over: Partial<GrantAccess['data']> = {}) => grant({ role: 'READER', ...over });
  it('is open for a reader, 24 months for the others', () => {
    given(...space).when(reader()).then(granted({ role: 'READER', until: null }));
    given(...space).when(reader({ until: LATER })).then(granted({ role: 'READER', until: LATER }));
    given(...space).when(grant()).then(granted({ until: '2028-03-10T09:00:00.000Z' }));
    given(...space).when(grant({ until: null })).thenRejected('end-date-needed');
  });
  it('is 36 months at most, whole days counted', () => {
    given(...space).when(grant({ from: TODAY, until: '2029-03-10T23:00:00.000Z' })).then(granted({ from: TODAY, until: '2029-03-10T23:00:00.000Z' }));
    given(...space).when(grant({ from: TODAY, until: '2029-03-10T23:00:00.001Z' })).thenRejected('grant-too-long');
  });
  it('cannot be had several times in a row: what is limited begins within a year', () => {
    const inAYear = '2027-03-10T09:00:00.000Z';
    given(...space).when(grant({ from: inAYear })).then(granted({ from: inAYear, until: '2029-03-10T09:00:00.000Z' }));
    given(...space).when(grant({ from: '2027-03-10T09:00:00.001Z' })).thenRejected('grant-starts-too-late');
    given(...space).when(reader({ from: '2027-03-10T09:00:00.001Z' })).then(granted({ role: 'READER', from: '2027-03-10T09:00:00.001Z', until: null }));
  });
  it('begins today or later and is not empty', () => {
    given(...space).when(grant({ from: '2026-03-09T22:59:59.999Z' })).thenRejected('starts-in-the-past');
    given(...space).when(reader({ from: '9999-01-01T00:00:00.000Z' })).thenRejected('starts-too-late');
    given(...space).when(grant({ from: LATER, until: LATER })).thenRejected('period-empty');
    given(...space).when(grant({ until: NOW })).thenRejected('period-empty');
    given(...space).when(grant({ from: TODAY, until: NOW })).thenRejected('ends-in-the-past');
  });
});

describe('the same role twice', () => {
  const second = (over: Partial<GrantAccess['data']> = {}) => grant({ grantId: 'grant-2', ...over });
  const given2 = (over: Parameters<typeof granted>[0] = {}) => granted({ grantId: 'grant-2', ...over });
  it('is refused on the same category at the same time', () => {
    given(...space, grantOf()).when(second()).thenRejected('grant-overlaps');
    given(...space, grantOf()).when(second({ categories: ['TAXES', 'ACCOUNTS'] })).thenRejected('grant-overlaps');
    given(...space, grantOf({ from: LATER, until: null })).when(second({ until: '2026-07-01T00:00:00.000Z' })).thenRejected('grant-overlaps');
  });
  it('is refused beside categories to come', () => {
    given(...space, grantOf({ categories: ['BUDGET'], includesFuture: true })).when(second()).thenRejected('grant-overlaps');
    given(...space, grantOf({ categories: ['CLOSED'] })).when(second({ categories: ['ACCOUNTS', 'BUDGET', 'TAXES'], includesFuture: true })).thenRejected('grant-overlaps');
  });
  it('is fine on another category, subject, role or member', () => {
    given(...space, grantOf()).when(second({ categories: ['TAXES'] })).then(given2({ categories: ['TAXES'] }));
    given(...space, grantOf()).when(second({ subject: 'FUN', categories: ['PLOTS'] })).then(given2({ subject: 'FUN', categories: ['PLOTS'] }));
    given(...space, grantOf()).when(second({ role: 'READER' })).then(given2({ role: 'READER', until: null }));
    given(...space, grantOf(), prepared('m-new')).when(second({ memberId: 'm-new' })).then(given2({ memberId: 'm-new' }));
  });
  it('is fine once the former is over, revoked, or when it follows', () => {
    given(...space, grantOf({ until: NOW })).when(second()).then(given2());
    given(...space, grantOf(), revoked('grant-1')).when(second()).then(given2());
    given(...space, grantOf()).when(second({ from: LATER, renews: 'grant-1' })).then(given2({ from: LATER, until: '2028-06-30T22:00:00.000Z', renews: 'grant-1' }));
  });
  it('continues a former grant only after its end, in the same role and subject', () => {
    const other = { from: LATER, renews: 'grant-1' };
    given(...space, grantOf()).when(second({ ...other, role: 'READER' })).thenRejected('renewal-does-not-follow');
    given(...space, grantOf()).when(second({ ...other, subject: 'FUN', categories: ['PLOTS'] })).thenRejected('renewal-does-not-follow');
    given(...space, grantOf()).when(second({ renews: 'grant-1' })).thenRejected('renewal-does-not-follow');
    given(...space, grantOf({ until: null })).when(second(other)).thenRejected('renewal-does-not-follow');
    given(...space).when(second(other)).thenRejected('not-found');
  });
});

describe('granting to oneself', () => {
  const own = { memberId: 'm-paul' };
  it('asks for a reason and is marked', () => {
    given(...space).when(grant(own)).thenRejected('self-grant-needs-reason');
    given(...space).when(grant({ ...own, reason: 'SMALL_TEAM' })).then({ ...granted({ ...own, selfGranted: true }), reasonCode: 'SMALL_TEAM' });
  });
});

describe('editor, validator and submitter in one hand', () => {
  const two = [...space, grantOf({ grantId: 'e' }), grantOf({ grantId: 's', role: 'SUBMITTER', categories: ['ACCOUNTS', 'TAXES'] })];
  it('asks for a reason', () => {
    given(...two).when(grant({ role: 'VALIDATOR' })).thenRejected('accumulation-needs-reason');
    given(...two).when(grant({ role: 'VALIDATOR', reason: 'SMALL_TEAM' })).then({ ...granted({ role: 'VALIDATOR' }), reasonCode: 'SMALL_TEAM' });
  });
  it('is none on different categories, at different times, or with one of them gone', () => {
    given(...two).when(grant({ role: 'VALIDATOR', categories: ['TAXES'] })).then(granted({ role: 'VALIDATOR', categories: ['TAXES'] }));
    given(...two).when(grant({ role: 'VALIDATOR', from: LATER })).then(granted({ role: 'VALIDATOR', from: LATER, until: '2028-06-30T22:00:00.000Z' }));
    given(...two, revoked('s')).when(grant({ role: 'VALIDATOR' })).then(granted({ role: 'VALIDATOR' }));
    given(...two).when(grant({ role: 'READER' })).then(granted({ role: 'READER', until: null }));
  });
});

describe('who submits', () => {
  it('is the director-general, or names the written delegation', () => {
    const submitter = { role: 'SUBMITTER' as const };
    given(...space).when(grant(submitter)).thenRejected('delegation-reference-needed');
    given(...space).when(grant({ ...submitter, delegationReference: '' })).thenRejected('delegation-reference-needed');
    given(...space).when(grant({ ...submitter, delegationReference: 'DG/2026/4' })).then(granted({ ...submitter, delegationReference: 'DG/2026/4' }));
    given(...space, prepared('m-dg', { function: 'DIRECTOR_GENERAL' })).when(grant({ ...submitter, memberId: 'm-dg' })).then(granted({ ...submitter, memberId: 'm-dg' }));
  });
});

describe('who never grants', () => {
  it('is an office holder, a member, a stranger', () => {
    given(...space).when(grant(), { actor: person('mayor') }).thenRejected('capacity-not-sufficient');
    given(...space).when(grant(), { actor: person('uma') }).thenRejected('capacity-not-sufficient');
    given(...space).when(grant(), { actor: person('stranger') }).thenRejected('not-found');
  });
});
