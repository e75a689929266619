import { describe, expect, it } from '@jest/globals';
import type { DesignationEvent } from './designations.js';
import { asked, at, drafted, given, plain, ready, underReview } from './testing/a-designation.js';

const saidAfter = (...events: readonly DesignationEvent[]) => given(...events).state()?.said;
const request = (reasonCode: string, note: string) => ({ ...plain('InformationRequested'), reasonCode, note });
const answered = { ...plain('InformationProvided'), data: { ...plain('InformationProvided').data, pieces: [] } };

describe('what is said at the steps of a designation', () => {
  it('is nothing before somebody must act on it', () => {
    expect(saidAfter({ ...drafted, reasonCode: 'NEW', note: 'sealed' })).toEqual([]);
    expect(saidAfter(...underReview)).toEqual([]);
  });
  it('is kept with the reason and the note as it was sealed', () => {
    expect(saidAfter(...underReview, request('ACT_UNREADABLE', 'sealed'))).toEqual([
      { step: 'INFORMATION_REQUESTED', at, reasonCode: 'ACT_UNREADABLE', note: { sealed: 'sealed', eventId: String(underReview.length + 1), subject: 'd1' }, code: null },
    ]);
    expect(saidAfter(...asked)).toMatchObject([{ step: 'INFORMATION_REQUESTED', reasonCode: null, note: null }]);
  });
  it('is what was said last at each step, in the order of their coming', () => {
    const said = saidAfter(...underReview, request('FIRST', 'a'), answered, request('SECOND', 'b'), { ...answered, note: 'c' }, { ...plain('DesignationRefused'), reasonCode: 'NOT_COMPETENT' });
    expect(said?.map(({ step, reasonCode, note }) => [step, reasonCode, note?.sealed])).toEqual([
      ['INFORMATION_REQUESTED', 'SECOND', 'b'], ['INFORMATION_PROVIDED', null, 'c'], ['REFUSED', 'NOT_COMPETENT', undefined],
    ]);
  });
  it('tells why it was withdrawn, and with which code it could not take effect', () => {
    expect(saidAfter(drafted, { ...plain('DesignationWithdrawn'), reasonCode: 'DECLINED' })).toMatchObject([{ step: 'WITHDRAWN', reasonCode: 'DECLINED', code: null }]);
    const without = { type: 'DesignationCouldNotTakeEffect', data: { designationId: 'd1', authorityId: 'namur', code: 'charter-not-current' } } as const;
    expect(saidAfter(...ready, without)).toMatchObject([{ step: 'WITHOUT_EFFECT', reasonCode: null, note: null, code: 'charter-not-current' }]);
  });
});
