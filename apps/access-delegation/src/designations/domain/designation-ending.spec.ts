import { describe, expect, it } from '@jest/globals';
import { DAY, plus } from '#kernel';
import { person } from '../../staff/domain/testing/regional-actors.js';
import { designationDecider } from './designations.decider.js';
import { dueAt, readyForEffect, statusAt, type DesignationState } from './designation-state.js';
import type { DesignationCommand, DesignationEvent } from './designations.js';
import {
  accepted, approved, asked, at, by, checked, content, denis, dirk, dora, drafted, facts, given, identified, in30Days, mia, plain, ready, signedByMia, submitted, timer, underReview, validated,
} from './testing/a-designation.js';

const accept = (charterVersion = 2): DesignationCommand => ({ type: 'AcceptDesignation', data: { charterVersion } });
const decline: DesignationCommand = { type: 'DeclineDesignation', data: {} };
const withdraw: DesignationCommand = { type: 'WithdrawDesignation', data: {} };
const lapse: DesignationCommand = { type: 'LapseDesignation', data: {} };
const identify = (personId: string): DesignationCommand => ({ type: 'IdentifyDesignee', data: { personId } });
const recordEffect: DesignationCommand = { type: 'RecordEffect', data: { mandateId: 'm1' } };
const recordNoEffect: DesignationCommand = { type: 'RecordNoEffect', data: { code: 'too-many-deputies' } };
const tookEffect: DesignationEvent = { ...plain('DesignationTookEffect'), data: { designationId: 'd1', authorityId: 'namur', mandateId: 'm1' }, subject: 'dora' };
const noEffect: DesignationEvent = { ...tookEffect, type: 'DesignationCouldNotTakeEffect', data: { designationId: 'd1', authorityId: 'namur', code: 'too-many-deputies' } };
const identifiedAs = (personId: string): DesignationEvent => ({ ...identified, data: { ...identified.data, personId }, subject: personId });

const after = (...events: readonly DesignationEvent[]): DesignationState => given(...events).state();

describe('accepting a designation', () => {
  it('is for the designated person, before or after the approval', () => {
    given(drafted, signedByMia).when(accept(), dora).then(accepted);
    given(...submitted).when(accept(), dora).then(accepted);
    given(...validated).when(accept(), dora).then(accepted);
  });
  it('identifies a person whom identity had confirmed before', () => {
    given(...submitted).when(accept(), by(person('dora'), { designee: { confirmed: true, withdrawn: false } })).then(accepted, identified);
  });
  it('identifies nobody a second time', () => {
    given(...submitted, identified).when(accept(), by(person('dora'), { designee: { confirmed: true, withdrawn: false } })).then(accepted);
  });
  it('is for the person whom identity has found behind the name', () => {
    given(...submitted, identifiedAs('dorothea')).when(accept(), by(person('dorothea'))).then({ ...accepted, data: { ...accepted.data, personId: 'dorothea' }, subject: 'dorothea' });
    given(...submitted, identifiedAs('dorothea')).when(accept(), dora).thenRejected('not-found');
  });
  it('waits until the content is fixed', () => { given(drafted).when(accept(), dora).thenRejected('not-at-this-stage'); });
  it('changes nothing the second time, and may be of a newer version of the charter', () => {
    given(...submitted, accepted).when(accept(), dora).then();
    given(...submitted, { ...accepted, data: { ...accepted.data, charterVersion: 1 } }).when(accept(), dora).then(accepted);
  });
  it('may be renewed for a charter published since, until the mandate starts', () => {
    const versions = [{ version: 3, text: { fr: 'Charte 3' }, sha256: '3', publishedAt: at }, ...facts.charter.versions];
    const again = { ...accepted, data: { ...accepted.data, charterVersion: 3 } };
    given(...ready).when(accept(3), by(person('dora'), { charter: { versions } })).then(again);
    expect(readyForEffect(after(...ready, again))).toBe(true);
    expect(after(...ready, again)?.acceptance?.charterVersion).toBe(3);
  });
  it('is of a charter in force, or of the one before for 30 days', () => {
    given(...submitted).when(accept(1), dora).then({ ...accepted, data: { ...accepted.data, charterVersion: 1 } });
    given(...submitted).when(accept(1), { ...dora, at: '2026-03-22T00:00:00.000Z' }).thenRejected('charter-not-acceptable');
    given(...submitted).when(accept(3), dora).thenRejected('charter-not-acceptable');
  });
  it('is refused to the officer who approved', () => {
    given(...checked, { ...approved, data: { ...approved.data, approvedBy: 'dora' } }).when(accept(), dora).thenRejected('reviewer-not-independent');
  });
  it('is refused to others', () => { given(...submitted).when(accept(), mia).thenRejected('capacity-not-sufficient'); });
  it('asks for high assurance', () => { given(...submitted).when(accept(), by(person('dora', 'substantial'))).thenRejected('assurance-too-low'); });
  it('is refused when the 30 days have passed, before anybody records it', () => {
    given(...validated).when(accept(), { ...dora, at: in30Days }).thenRejected('not-at-this-stage');
  });
});

describe('taking a designation back', () => {
  it.each([['the drafter', denis], ['a signatory', mia], ['the other signatory', dirk], ['the designated person', dora]])('is for %s', (_, who) => {
    given(...underReview).when(withdraw, who).then(plain('DesignationWithdrawn'));
  });
  it('is for the designated person to do by declining', () => {
    given(...validated).when(decline, dora).then({ ...plain('DesignationWithdrawn'), reasonCode: 'DECLINED' });
    given(...validated).when(decline, denis).thenRejected('capacity-not-sufficient');
  });
  it('is refused to others', () => { given(...underReview).when(withdraw, by(person('eve'))).thenRejected('not-found'); });
  it('is possible until the day on which the mandate starts, though all has been agreed', () => {
    given(...ready).when(withdraw, denis).then({ ...plain('DesignationWithdrawn'), subject: 'dora' });
    given(...ready).when(decline, dora).then({ ...plain('DesignationWithdrawn'), subject: 'dora', reasonCode: 'DECLINED' });
  });
  it('is refused while the mandate is being started, and when it is over', () => {
    const starting = plus(content.from, -60_000);
    given(...ready).when(withdraw, { ...denis, at: plus(starting, -1) }).then({ ...plain('DesignationWithdrawn'), subject: 'dora' });
    given(...ready).when(withdraw, { ...denis, at: starting }).thenRejected('not-at-this-stage');
    given(...ready).when(decline, { ...dora, at: starting }).thenRejected('not-at-this-stage');
    given(...ready).when(withdraw, { ...denis, at: plus(content.from, DAY) }).thenRejected('not-at-this-stage');
    given(...ready).when(accept(1), { ...dora, at: starting }).thenRejected('not-at-this-stage');
    given(...validated, accepted).when(withdraw, { ...denis, at: starting }).then(plain('DesignationWithdrawn'));
    given(...underReview, plain('DesignationWithdrawn')).when(withdraw, denis).thenRejected('not-at-this-stage');
  });
});

describe('a designation that waits', () => {
  it('waits 30 days for signatures, for information and for the acceptance', () => {
    expect(dueAt(after(drafted))).toBe(in30Days);
    expect(dueAt(after(drafted, signedByMia))).toBe(in30Days);
    expect(dueAt(after(...asked))).toBe(in30Days);
    expect(dueAt(after(...validated))).toBe(in30Days);
  });
  it('waits without end for the Region, and for nothing once accepted or over', () => {
    const states = [submitted, underReview, [...validated, accepted], ready, [...ready, tookEffect], [...underReview, plain('DesignationRefused')], [drafted, plain('DesignationWithdrawn')]];
    expect(states.map((events) => dueAt(after(...events)))).toEqual(states.map(() => null));
    expect(dueAt(null)).toBeNull();
  });
  it('counts the 30 days for signatures from the first of them', () => {
    const signed = designationDecider.evolve(after(drafted), signedByMia, { version: 2, recordedAt: plus(at, 20 * DAY) });
    expect(signed && dueAt(signed)).toBe(plus(at, 50 * DAY));
    expect(signed && [statusAt(signed, plus(at, 50 * DAY - 1)), statusAt(signed, plus(at, 50 * DAY))]).toEqual(['AWAITING_SIGNATURES', 'LAPSED']);
  });
  it('counts anew from a new draft', () => {
    const redrafted = designationDecider.evolve(after(drafted), drafted, { version: 2, recordedAt: plus(at, DAY) });
    expect(dueAt(redrafted)).toBe(plus(in30Days, DAY));
  });
  it('has lapsed at that instant, whoever records it', () => {
    const state = after(drafted);
    expect(state && statusAt(state, plus(in30Days, -1))).toBe('DRAFT');
    expect(state && statusAt(state, in30Days)).toBe('LAPSED');
  });
  it('is recorded as lapsed by a timer, once and never early', () => {
    given(drafted).when(lapse, timer(in30Days)).then(plain('DesignationLapsed'));
    given(...asked).when(lapse, timer(in30Days)).then(plain('DesignationLapsed'));
    given(...validated).when(lapse, timer(in30Days)).then(plain('DesignationLapsed'));
    given(drafted).when(lapse, timer(plus(in30Days, -1))).then();
    given(drafted, plain('DesignationLapsed')).when(lapse, timer(in30Days)).then();
    given(...submitted).when(lapse, timer(in30Days)).then();
    given(...ready).when(lapse, timer(in30Days)).then();
  });
});

describe('identifying the designated person', () => {
  it('records who it is, and changes nothing the second time', () => {
    given(...submitted).when(identify('dora'), timer()).then(identified);
    given(...submitted, identified).when(identify('dora'), timer()).then();
  });
  it('is refused for a second person', () => { given(...submitted, identified).when(identify('eve'), timer()).thenRejected('already-identified'); });
  it('comes too late without harm', () => { given(drafted, plain('DesignationWithdrawn')).when(identify('dora'), timer()).then(); });
  it('stands when a later draft names the same person, and falls when it names another', () => {
    expect(after(drafted, identified, drafted)?.identifiedAs).toBe('dora');
    expect(after(drafted, identified, { ...drafted, data: { ...drafted.data, designeeId: 'eve' } })?.identifiedAs).toBeNull();
  });
});

describe('the effect of a designation', () => {
  it('asks for approval, acceptance and identification, in either order', () => {
    expect(readyForEffect(after(...ready))).toBe(true);
    expect(readyForEffect(after(...checked, accepted, identified, approved))).toBe(true);
    expect(readyForEffect(after(...validated, accepted))).toBe(false);
    expect(readyForEffect(after(...validated, identified))).toBe(false);
    expect(readyForEffect(after(...checked, accepted, identified))).toBe(false);
    expect(readyForEffect(null)).toBe(false);
  });
  it('does not rest on the acceptance of somebody else', () => {
    expect(readyForEffect(after(...validated, accepted, identifiedAs('dorothea')))).toBe(false);
    expect(dueAt(after(...validated, accepted, identifiedAs('dorothea')))).toBe(in30Days);
  });
  it('is recorded once, and is final', () => {
    given(...ready).when(recordEffect, timer()).then(tookEffect);
    given(...ready, tookEffect).when(recordEffect, timer()).then();
    given(...ready, tookEffect).when(recordNoEffect, timer()).thenRejected('not-at-this-stage');
  });
  it('may fail to come, with a code, and that is final too', () => {
    given(...ready).when(recordNoEffect, timer()).then(noEffect);
    given(...ready, noEffect).when(recordNoEffect, timer()).then();
    given(...ready, noEffect).when(recordEffect, timer()).thenRejected('not-at-this-stage');
  });
  it('is refused before all is there', () => { given(...validated).when(recordEffect, timer()).thenRejected('not-at-this-stage'); });
});
