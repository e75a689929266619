import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { previewUndo, undoing } from './bulk-undoing.js';
import type { UndoBulk } from './grants.js';
import { personsConcerned } from './persons-concerned.js';
import type { AuthorityEvent } from './private-space.js';
import { catalogue, facts, given, grantOf, LATER, NOW, person, prepared, revoked, space } from './testing/an-authority.js';

type Past = readonly (AuthorityEvent | ReturnType<typeof recorded<AuthorityEvent>>)[];
const batchId = 'batch-1';
const undo: UndoBulk = { type: 'UndoBulk', data: { batchId, grantIds: ['r1', 'r2', 'r3'] } };
const LAST_MOMENT = '2026-03-11T08:59:59.999Z';
const DAY_AFTER = '2026-03-11T09:00:00.000Z';
const gave = (over: Parameters<typeof grantOf>[0] = {}) => grantOf({ grantId: 'b1', from: NOW, source: 'BULK', batchId, ...over });
const takenBack = (grantId: string, memberId = 'm-uma') => ({ ...revoked(grantId, { memberId, batchId }), reasonCode: 'BULK_UNDONE' });
const restored = (grantId: string, restores: string, over: Parameters<typeof grantOf>[0] = {}) =>
  ({ ...grantOf({ grantId, restores, from: LAST_MOMENT, source: 'BULK', ...over }), reasonCode: 'BULK_UNDONE' });

describe('undoing a batch', () => {
  const done = [...space, recorded(NOW, gave()), recorded(NOW, gave({ grantId: 'b2', memberId: 'm-paul' })), recorded(NOW, gave({ grantId: 'b3', categories: ['TAXES'], batchId: 'other' }))];
  it('takes back what the batch gave', () => { given(...done).when(undo, { at: LAST_MOMENT }).as('MANAGER').then(takenBack('b2', 'm-paul'), takenBack('b1')); });
  it('leaves what was taken back before', () => {
    given(...done, revoked('b1')).when({ ...undo, data: { ...undo.data, reason: 'WRONG_FILE' } }).then({ ...takenBack('b2', 'm-paul'), reasonCode: 'WRONG_FILE' });
    given(...done, revoked('b1'), revoked('b2', { memberId: 'm-paul' })).when(undo).then();
  });
  it('is possible within 24 hours', () => { given(...done).when(undo, { at: DAY_AFTER }).thenRejected('too-late-to-undo'); });
  it('finds no other batch', () => { given(...done).when({ type: 'UndoBulk', data: { batchId: 'unknown', grantIds: [] } }).thenRejected('not-found'); });
});

/** The access of uma was replaced: `former` was taken back, and she reads accounts instead. */
const replaced = (...former: readonly Parameters<typeof grantOf>[0][]): Past => [
  ...space, ...former.map((over) => grantOf(over)),
  ...former.map(({ grantId = 'grant-1' } = {}) => recorded(NOW, revoked(grantId, { batchId }))), recorded(NOW, gave({ role: 'READER', source: 'COPY' })),
];
const withClosed = (...codes: readonly string[]) => ({
  ...catalogue, categories: Object.fromEntries(Object.entries(catalogue.categories).map(([code, category]) => [code, { ...category, closed: category.closed || codes.includes(code) }])),
});

describe('undoing the replacement of an access', () => {
  const at = LAST_MOMENT;
  it('gives again what was taken back, as it was, for the rest of its period', () => {
    given(...replaced({}, { grantId: 'grant-2', role: 'SUBMITTER', delegationReference: 'DG/1', categories: ['TAXES'] }, { grantId: 'grant-3', role: 'READER', subject: 'FUN', categories: ['FUNDS'], until: null }))
      .when(undo, { at })
      .then(takenBack('b1'), restored('r1', 'grant-1'), restored('r2', 'grant-2', { role: 'SUBMITTER', delegationReference: 'DG/1', categories: ['TAXES'] }), restored('r3', 'grant-3', { role: 'READER', subject: 'FUN', categories: ['FUNDS'], until: null }));
  });
  it('gives what was to come from its own day', () => {
    given(...replaced({ from: '2026-04-01T00:00:00.000Z' })).when(undo, { at }).then(takenBack('b1'), restored('r1', 'grant-1', { from: '2026-04-01T00:00:00.000Z' }));
  });
  it('gives the whole subject as it is offered by now, where categories to come were included', () => {
    given(...replaced({ categories: ['ACCOUNTS'], includesFuture: true })).when(undo, { at }).then(takenBack('b1'), restored('r1', 'grant-1', { categories: ['ACCOUNTS', 'BUDGET', 'TAXES'], includesFuture: true }));
  });
  it('flags what a manager gives again to himself', () => {
    given(...space, grantOf({ memberId: 'm-paul' }), recorded(NOW, revoked('grant-1', { memberId: 'm-paul', batchId }))).when(undo, { at })
      .then(restored('r1', 'grant-1', { memberId: 'm-paul', selfGranted: true }));
  });
  it('needs nothing given: a replacement that only took back is undone too, within 24 hours', () => {
    const emptied = [...space, grantOf(), recorded(NOW, revoked('grant-1', { batchId }))];
    given(...emptied).when(undo, { at }).then(restored('r1', 'grant-1'));
    given(...emptied).when(undo, { at: DAY_AFTER }).thenRejected('too-late-to-undo');
  });
  it('leaves out categories that are closed meanwhile', () => {
    given(...replaced({ categories: ['ACCOUNTS', 'TAXES'] })).when(undo, { at, facts: facts({ catalogue: withClosed('TAXES') }) }).then(takenBack('b1'), restored('r1', 'grant-1'));
  });
  it('does so once, also for what was taken back again since', () => {
    const undone = [...replaced({}), takenBack('b1'), restored('r1', 'grant-1')];
    given(...undone).when({ ...undo, data: { ...undo.data, grantIds: ['s1'] } }, { at }).then();
    given(...undone, revoked('r1')).when({ ...undo, data: { ...undo.data, grantIds: ['s1'] } }, { at }).then();
  });
  it('leaves alone what was revoked on its own, or by another batch', () => {
    given(...replaced({}), grantOf({ grantId: 'g2', categories: ['TAXES'] }), revoked('g2'), grantOf({ grantId: 'g3', categories: ['TAXES'] }), revoked('g3', { batchId: 'other' }))
      .when(undo, { at }).then(takenBack('b1'), restored('r1', 'grant-1'));
  });
  it('looks up whether the Region withdrew whom it would give access again', () => {
    const state = given(...replaced({})).state();
    expect(personsConcerned(undo, state)).toEqual(['paul', 'uma']);
    expect(personsConcerned({ ...undo, data: { batchId: 'other', grantIds: [] } }, state)).toEqual(['paul']);
  });
  it('is a manager’s work', () => {
    given(...replaced({})).when(undo, { actor: person('uma') }).thenRejected('capacity-not-sufficient');
    given(...replaced({}), { type: 'AuthorityClosed', data: { authorityId: 'namur' } }).when(undo).thenRejected('authority-closed');
  });
});

describe('what is not given again when a replacement is undone', () => {
  const at = LAST_MOMENT;
  const submitter = { role: 'SUBMITTER', delegationReference: 'DG/1' } as const;
  const left = { type: 'MemberLeft', data: { authorityId: 'namur', memberId: 'm-uma', at: NOW } } as const;
  it.each<[string, Past, Parameters<typeof facts>[0], readonly AuthorityEvent[]]>([
    ['category-not-offered', replaced({}), { catalogue: withClosed('ACCOUNTS') }, [takenBack('b1')]],
    ['membership-over', [...replaced({}), left], {}, []],
    ['member-access-suspended', replaced({}), { withdrawn: ['uma'] }, [takenBack('b1')]],
    ['delegation-reference-needed', replaced({ role: 'SUBMITTER' }), {}, [takenBack('b1')]],
    ['grant-over', replaced({ until: LAST_MOMENT }), {}, [takenBack('b1')]],
    ['grant-overlaps', [...replaced(submitter), grantOf({ grantId: 'since', ...submitter })], {}, [takenBack('b1')]],
  ])('%s', (code, past, over, events) => {
    given(...past).when(undo, { at, facts: facts(over) }).then(...events);
    const on = { at, actor: person('paul'), ...facts(over) };
    const told = [{ memberId: 'm-uma', grantId: 'grant-1', refused: expect.objectContaining({ code }) as unknown }];
    expect(previewUndo(undo, given(...past).state(), on)).toMatchObject({ revoked: events, restored: [], notRestored: told });
    expect(undoing(undo, given(...past, ...events).state(), on)).toMatchObject({ revoked: [], restored: [], notRestored: told });
  });
  it('is what has no identifier any more', () => {
    given(...replaced({})).when({ type: 'UndoBulk', data: { batchId, grantIds: [] } }, { at }).then(takenBack('b1'));
  });
  it('counts what is given again before', () => {
    const past = replaced({}, { grantId: 'grant-2', categories: ['TAXES'] }, { grantId: 'grant-3' });
    given(...past).when(undo, { at }).then(takenBack('b1'), restored('r1', 'grant-1'), restored('r2', 'grant-2', { categories: ['TAXES'] }));
  });
});

describe('a preview of an undoing', () => {
  it('is refused as the undoing is', () => {
    const previewed = (over: { at?: string; actor?: string; batch?: string; past?: Past } = {}) => () =>
      previewUndo({ type: 'UndoBulk', data: { batchId: over.batch ?? batchId, grantIds: ['r1'] } }, given(...over.past ?? replaced({})).state(), { at: over.at ?? NOW, actor: person(over.actor ?? 'paul'), ...facts() });
    expect(previewed()().restored).toMatchObject([{ data: { grantId: 'r1', restores: 'grant-1', until: LATER } }]);
    expect(previewed({ actor: 'uma' })).toThrow(expect.objectContaining({ code: 'capacity-not-sufficient' }));
    expect(previewed({ actor: 'stranger' })).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(previewed({ batch: 'unknown' })).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(previewed({ at: DAY_AFTER })).toThrow(expect.objectContaining({ code: 'too-late-to-undo' }));
    expect(previewed({ past: [...replaced({}), { type: 'AuthorityClosed', data: { authorityId: 'namur' } }] })).toThrow(expect.objectContaining({ code: 'authority-closed' }));
    expect(previewed({ past: [prepared('m-uma')] })).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});
