import { describe, it } from '@jest/globals';
import type { ReplaceAccess } from './grants.js';
import { facts, given, grantOf, LATER, member, NOW, person, registered, revoked as revokedBefore, space } from './testing/an-authority.js';

const batchId = 'batch-1';
const DEFAULT_END = '2028-03-10T09:00:00.000Z';
const replace = (over: Partial<ReplaceAccess['data']> = {}): ReplaceAccess =>
  ({ type: 'ReplaceAccess', data: { batchId, memberId: 'm-uma', desired: [], reason: 'NEW_TASKS', grantIds: ['n1', 'n2', 'n3'], ...over } });
const granted = (grantId: string, over: Parameters<typeof grantOf>[0] = {}) => grantOf({ grantId, from: NOW, until: DEFAULT_END, batchId, ...over });
const revoked = (grantId: string) => revokedBefore(grantId, { batchId });
const editor = { role: 'EDITOR', subject: 'FIN', categories: ['ACCOUNTS'] } as const;
const reader = { role: 'READER', subject: 'FUN' } as const;
const held = [...space, grantOf(), grantOf({ grantId: 'grant-2', role: 'READER', subject: 'FUN', categories: ['FUNDS', 'PLOTS'], until: null })];

describe('replacing the whole access of a member', () => {
  it('grants what is missing', () => {
    given(...space).when(replace({ desired: [editor, reader] })).as('MANAGER')
      .then(granted('n1'), granted('n2', { role: 'READER', subject: 'FUN', categories: ['FUNDS', 'PLOTS'], until: null }));
  });
  it('says of all it changes that it was one batch, which may be undone', () => {
    given(...held).when(replace({ desired: [{ ...editor, categories: ['TAXES'] }], batchId: 'batch-2' }))
      .then({ ...revokedBefore('grant-1', { batchId: 'batch-2' }), reasonCode: 'NEW_TASKS' }, { ...revokedBefore('grant-2', { batchId: 'batch-2' }), reasonCode: 'NEW_TASKS' }, { ...granted('n1', { categories: ['TAXES'], batchId: 'batch-2' }), reasonCode: 'NEW_TASKS' });
  });
  it('touches nothing that stays', () => {
    given(...held).when(replace({ desired: [reader, editor] })).then();
    given(...held).when(replace({ desired: [{ ...editor, until: LATER, from: NOW }, { ...reader, until: null, categories: ['PLOTS', 'FUNDS'] }] })).then();
  });
  it('revokes what is not desired, before it grants', () => {
    given(...held).when(replace({ desired: [reader, { ...editor, categories: ['ACCOUNTS', 'TAXES'] }] }))
      .then({ ...revoked('grant-1'), reasonCode: 'NEW_TASKS' }, { ...granted('n2', { categories: ['ACCOUNTS', 'TAXES'] }), reasonCode: 'NEW_TASKS' });
  });
  it('takes everything back when nothing is desired', () => { given(...held).when(replace()).then(revoked('grant-1'), revoked('grant-2')); });
  it('asks for a reason only when it takes something back', () => {
    const silent = { batchId, memberId: 'm-uma', desired: [reader], grantIds: ['n1'] };
    given(...held).when({ type: 'ReplaceAccess', data: silent }).thenRejected('reason-needed');
    given(...space).when({ type: 'ReplaceAccess', data: silent }).then(granted('n1', { role: 'READER', subject: 'FUN', categories: ['FUNDS', 'PLOTS'], until: null }));
  });
  it('gives another period anew', () => {
    given(...held).when(replace({ desired: [reader, { ...editor, until: '2027-01-01T00:00:00.000Z' }] })).then(revoked('grant-1'), granted('n2', { until: '2027-01-01T00:00:00.000Z' }));
    given(...space, grantOf({ from: LATER, until: DEFAULT_END })).when(replace({ desired: [editor] })).then(revoked('grant-1'), granted('n1'));
    given(...space, grantOf({ from: LATER, until: DEFAULT_END })).when(replace({ desired: [{ ...editor, from: LATER }] })).then();
  });
  it('gives anew what another written delegation allows', () => {
    const submits = { role: 'SUBMITTER', subject: 'FIN', categories: ['ACCOUNTS'] } as const;
    const submitter = grantOf({ role: 'SUBMITTER', delegationReference: 'DG/1' });
    given(...space, submitter).when(replace({ desired: [{ ...submits, delegationReference: 'DG/2' }] }))
      .then(revoked('grant-1'), granted('n1', { role: 'SUBMITTER', delegationReference: 'DG/2' }));
    given(...space, submitter).when(replace({ desired: [{ ...submits, delegationReference: 'DG/1' }] })).then();
    given(...space, submitter).when(replace({ desired: [submits] })).then();
  });
  it('tells categories to come from those of today', () => {
    const everything = grantOf({ categories: ['ACCOUNTS', 'BUDGET', 'TAXES'], includesFuture: true });
    given(...space, everything).when(replace({ desired: [{ role: 'EDITOR', subject: 'FIN', includesFuture: true }] })).then();
    given(...space, everything).when(replace({ desired: [{ role: 'EDITOR', subject: 'FIN' }] })).then(revoked('grant-1'), granted('n1', { categories: ['ACCOUNTS', 'BUDGET', 'TAXES'] }));
  });
  it('keeps the whole subject with those to come, whichever were offered when it was given', () => {
    const everything = grantOf({ categories: ['ACCOUNTS', 'TAXES'], includesFuture: true });
    const desiring = (...categories: readonly string[]) => replace({ desired: [{ role: 'EDITOR', subject: 'FIN', includesFuture: true, categories }] });
    given(...space, everything).when(desiring('TAXES', 'ACCOUNTS')).then();
    given(...space, everything).when(desiring('TAXES', 'BUDGET', 'ACCOUNTS')).then();
    given(...space, everything).when(desiring('TAXES')).thenRejected('future-needs-whole-subject');
  });
  it('keeps what covers a category closed meanwhile, when that is desired', () => {
    given(...space, grantOf({ categories: ['CLOSED'] })).when(replace({ desired: [{ ...editor, categories: ['CLOSED'] }] })).then();
  });
  it('decides every cell under all rules, those before it counted', () => {
    given(...space).when(replace({ desired: [editor, { ...editor, categories: ['TAXES', 'ACCOUNTS'] }] })).thenRejected('grant-overlaps');
    given(...held).when(replace({ desired: [reader, editor, editor] })).thenRejected('grant-overlaps');
    given(...space).when(replace({ desired: [{ ...editor, role: 'SUBMITTER' }] })).thenRejected('delegation-reference-needed');
    given(...space).when(replace({ desired: [{ ...editor, categories: ['PARISH'] }] })).thenRejected('category-not-offered');
    given(...space).when(replace({ memberId: 'm-paul', desired: [editor], reason: '' })).thenRejected('self-grant-needs-reason');
  });
  it('records with a cell the reason given for it, else that of the whole', () => {
    const own = { memberId: 'm-paul', selfGranted: true };
    given(...space).when(replace({ memberId: 'm-paul', reason: '', desired: [{ ...editor, reason: 'STAND_IN' }] })).then({ ...granted('n1', own), reasonCode: 'STAND_IN' });
    given(...space).when(replace({ desired: [{ ...editor, reason: 'STAND_IN' }, reader] }))
      .then({ ...granted('n1'), reasonCode: 'STAND_IN' }, { ...granted('n2', { role: 'READER', subject: 'FUN', categories: ['FUNDS', 'PLOTS'], until: null }), reasonCode: 'NEW_TASKS' });
  });
  it('is refused to who saw an older access, whatever else happened to the member', () => {
    const suspended = { type: 'MemberSuspended', data: { authorityId: 'namur', memberId: 'm-uma', level: 'MANAGER' } } as const;
    given(...held, suspended).when(replace({ desired: [editor, reader], ifMatch: 10 })).then();
    given(...held, revokedBefore('grant-2')).when(replace({ desired: [editor], ifMatch: 10 })).thenRejected('stale');
  });
  it('asks for an identifier per cell', () => { given(...space).when(replace({ desired: [editor, reader], grantIds: ['n1'] })).thenRejected('too-many-cells'); });
  it('is refused for who left or was never there', () => {
    given(...space, { type: 'MemberLeft', data: { authorityId: 'namur', memberId: 'm-uma', at: NOW } }).when(replace({ desired: [editor] })).thenRejected('membership-over');
    given(...space).when(replace({ memberId: 'ghost' })).thenRejected('not-found');
  });
  it('is a manager’s work', () => { given(...held).when(replace(), { actor: person('uma') }).thenRejected('capacity-not-sufficient'); });
});

describe('copying the access of another member', () => {
  const paulHolds = (over: Parameters<typeof grantOf>[0] = {}) => grantOf({ memberId: 'm-paul', ...over });
  const copy = (over: Partial<ReplaceAccess['data']> = {}) => replace({ copyFrom: 'm-paul', ...over });
  it('gives the same for a usual period from now', () => {
    given(...space, paulHolds({ selfGranted: true })).when(copy()).then(granted('n1', { source: 'COPY' }));
  });
  it('leaves out what is over, to come, or offered no more', () => {
    given(...space, paulHolds({ until: NOW }), paulHolds({ grantId: 'g2', from: LATER, until: null }), paulHolds({ grantId: 'g3', categories: ['CLOSED'] }), paulHolds({ grantId: 'g4', categories: ['CLOSED', 'TAXES'] }))
      .when(copy()).then(granted('n1', { source: 'COPY', categories: ['TAXES'] }));
  });
  it('renews the whole subject where categories to come were included', () => {
    given(...space, paulHolds({ categories: ['ACCOUNTS'], includesFuture: true })).when(copy())
      .then(granted('n1', { source: 'COPY', categories: ['ACCOUNTS', 'BUDGET', 'TAXES'], includesFuture: true }));
  });
  it('comes beside cells desired anyway', () => {
    given(...space, paulHolds()).when(copy({ desired: [reader] }))
      .then(granted('n1', { role: 'READER', subject: 'FUN', categories: ['FUNDS', 'PLOTS'], until: null }), granted('n2', { source: 'COPY' }));
  });
  it('adds to what is listed only what that does not cover', () => {
    const both = [...space, grantOf(), paulHolds({ categories: ['ACCOUNTS', 'TAXES'] })];
    given(...both).when(copy({ desired: [editor] })).then(granted('n2', { source: 'COPY', categories: ['TAXES'] }));
    given(...space, grantOf(), paulHolds()).when(copy({ desired: [editor] })).then();
    given(...space, paulHolds({ includesFuture: true })).when(copy({ desired: [{ role: 'EDITOR', subject: 'FIN', includesFuture: true }] }))
      .then(granted('n1', { categories: ['ACCOUNTS', 'BUDGET', 'TAXES'], includesFuture: true }));
    given(...space, paulHolds()).when(copy({ desired: [{ role: 'EDITOR', subject: 'FIN' }] })).then(granted('n1', { categories: ['ACCOUNTS', 'BUDGET', 'TAXES'] }));
    given(...space, paulHolds()).when(copy({ desired: [{ ...editor, role: 'READER' }] })).then(granted('n1', { role: 'READER', until: null }), granted('n2', { source: 'COPY' }));
  });
  it('does not widen a cell that is listed without categories to come', () => {
    given(...space, paulHolds({ includesFuture: true })).when(copy({ desired: [editor] })).thenRejected('grant-overlaps');
  });
  it('is refused from who left: everything would be taken back and nothing given', () => {
    given(...held, ...member('newcomer', { until: NOW })).when(copy({ copyFrom: 'm-newcomer' })).thenRejected('source-membership-over');
  });
  it('asks for a delegation of its own to submit', () => {
    given(...space, paulHolds({ role: 'SUBMITTER', delegationReference: 'DG/1' })).when(copy()).thenRejected('delegation-reference-needed');
    given(...space, paulHolds({ role: 'SUBMITTER', delegationReference: 'DG/1' })).when(copy({ delegationReference: 'DG/2' })).then(granted('n1', { role: 'SUBMITTER', source: 'COPY', delegationReference: 'DG/2' }));
  });
  it('copies from members of the same authority only', () => { given(...space).when(copy({ copyFrom: 'elsewhere' })).thenRejected('not-found'); });
  it('copies no supervision that is offered no more', () => {
    given(registered({ supervision: 'OTHER' }), ...space.slice(1), paulHolds({ categories: ['BUDGET'] })).when(copy(), { facts: facts() }).then();
  });
});
