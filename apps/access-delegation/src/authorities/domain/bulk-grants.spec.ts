import { describe, expect, it } from '@jest/globals';
import { previewBulk } from './bulk-grants.js';
import type { GrantInBulk, GrantLine } from './grants.js';
import { facts, given, grantOf, LATER, NOW, person, prepared, space } from './testing/an-authority.js';

const batchId = 'batch-1';
const line = (over: Partial<GrantLine> = {}): GrantLine => ({ grantId: 'b1', memberId: 'm-uma', role: 'EDITOR', subject: 'FIN', categories: ['ACCOUNTS'], until: LATER, ...over });
const bulk = (...lines: readonly GrantLine[]): GrantInBulk => ({ type: 'GrantInBulk', data: { batchId, lines } });
const granted = (over: Parameters<typeof grantOf>[0] = {}) => grantOf({ grantId: 'b1', from: NOW, source: 'BULK', batchId, ...over });
const lines = (count: number) => Array.from({ length: count }, (_, index) => line({ grantId: `b${String(index)}`, memberId: `m-${String(index)}` }));
const members = (count: number) => Array.from({ length: count }, (_, index) => prepared(`m-${String(index)}`));

describe('granting in bulk', () => {
  it('records all lines in one append, with their batch', () => {
    given(...space).when(bulk(line(), line({ grantId: 'b2', categories: ['TAXES'] }))).as('MANAGER').then(granted(), granted({ grantId: 'b2', categories: ['TAXES'] }));
  });
  it('gives the reason of the batch to lines without their own', () => {
    const own = { memberId: 'm-paul', selfGranted: true };
    given(...space).when({ type: 'GrantInBulk', data: { batchId, reason: 'START', lines: [line({ memberId: 'm-paul' }), line({ grantId: 'b2', memberId: 'm-paul', categories: ['TAXES'], reason: 'OWN' })] } })
      .then({ ...granted(own), reasonCode: 'START' }, { ...granted({ ...own, grantId: 'b2', categories: ['TAXES'] }), reasonCode: 'OWN' });
  });
  it('records nothing when one line is refused', () => { given(...space).when(bulk(line(), line({ grantId: 'b2', memberId: 'ghost' }))).thenRejected('bulk-refused'); });
  it('takes 500 lines at most, one at least', () => {
    given(...space, ...members(500)).when(bulk(...lines(500))).then(...lines(500).map(({ grantId, memberId }) => granted({ grantId, memberId })));
    given(...space).when(bulk(...lines(501))).thenRejected('too-many-lines');
    given(...space).when(bulk()).thenRejected('no-lines');
  });
  it('is a manager’s work', () => { given(...space).when(bulk(line()), { actor: person('mayor') }).thenRejected('capacity-not-sufficient'); });
});

describe('previewing a batch', () => {
  it('says what becomes of each line, those before it counted', () => {
    const command = bulk(line(), line({ grantId: 'b2' }), line({ grantId: 'b1', categories: ['TAXES'] }), line({ grantId: 'b4', memberId: 'ghost' }), line({ grantId: 'b5', role: 'SUBMITTER' }), line({ grantId: 'b6', memberId: 'm-paul' }));
    const outcomes = previewBulk(command, given(...space).state(), { at: NOW, actor: person('paul'), ...facts() });
    expect(outcomes).toMatchObject([
      { line: 1, granted: expect.objectContaining({ type: 'AccessGranted' }) as unknown },
      { line: 2, refused: { code: 'grant-overlaps', facts: { grantIds: ['b1'] } } },
      { line: 3, refused: { code: 'grant-exists', facts: {} } },
      { line: 4, refused: { code: 'not-found', facts: {} } },
      { line: 5, refused: { code: 'delegation-reference-needed', facts: {} } },
      { line: 6, refused: { code: 'self-grant-needs-reason', facts: {} } },
    ]);
  });
});

describe('a preview', () => {
  it('is refused as the batch is: to who may not grant, in a closed authority, and for no lines or too many', () => {
    const previewed = (command: GrantInBulk, actor = person('paul'), past = space) => () => previewBulk(command, given(...past).state(), { at: NOW, actor, ...facts() });
    expect(previewed(bulk(line()), person('uma'))).toThrow(expect.objectContaining({ code: 'capacity-not-sufficient' }));
    expect(previewed(bulk(line()), person('stranger'))).toThrow(expect.objectContaining({ code: 'not-found' }));
    expect(previewed(bulk(line()), person('paul'), [...space, { type: 'AuthorityClosed', data: { authorityId: 'namur' } }])).toThrow(expect.objectContaining({ code: 'authority-closed' }));
    expect(previewed(bulk())).toThrow(expect.objectContaining({ code: 'no-lines' }));
    expect(previewed(bulk(...lines(501)))).toThrow(expect.objectContaining({ code: 'too-many-lines' }));
  });
});
