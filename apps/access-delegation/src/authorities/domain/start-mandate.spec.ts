import { describe, it } from '@jest/globals';
import type { StartMandate } from './mandates.js';
import { accepted, charterOf, deputy, given, identified, manager, managerMissing, managerRestored, mandateEnded, MANDATE_END, member, NOW, operator, officeHolder, prepared, primary, registered, space, START, started, system, TODAY } from './testing/an-authority.js';

const authorityId = 'namur';
const FROM = '2026-03-10T00:00:00.000Z';
const start = (over: Partial<StartMandate['data']> = {}): StartMandate => ({
  type: 'StartMandate',
  data: {
    mandateId: 'g-newcomer', memberId: 'm-newcomer', personId: 'newcomer', kind: 'PRIMARY', from: FROM, until: MANDATE_END, designationId: 'd-newcomer',
    function: 'HEAD_OF_SERVICE', charterVersion: 1, officeHolders: [], ...over,
  },
});
const begun = (over: Parameters<typeof started>[1] = {}) => started('newcomer', { from: FROM, ...over });
const joins = [prepared('m-newcomer', { personId: 'newcomer', function: 'HEAD_OF_SERVICE', from: FROM }), identified('m-newcomer', 'newcomer')];
const bySystem = { actor: system };
const { data: mayor } = officeHolder;

describe('starting a mandate', () => {
  it('makes the first manager of an authority, with the signatories on record, in one append', () => {
    given(registered()).when(start({ officeHolders: [{ officeHolderId: 'office-1', personId: 'mayor', capacity: 'MAYOR' }] }), bySystem).as('SYSTEM')
      .then(officeHolder, ...joins, begun(), accepted('newcomer'));
  });
  it('does not record an office again', () => {
    given(registered(), officeHolder).when(start({ officeHolders: [{ ...mayor, officeHolderId: 'office-2' }] }), bySystem).then(...joins, begun(), accepted('newcomer'));
  });
  it('uses the membership that the person has', () => {
    given(...space, ...member('newcomer', { until: MANDATE_END })).when(start({ memberId: 'other' }), bySystem)
      .then(mandateEnded('paul', 'REPLACED'), begun(), accepted('newcomer'));
  });
  it('rests on the membership that runs, not on a return to come', () => {
    const twice = [prepared('m-return', { personId: 'newcomer', from: MANDATE_END }), ...member('newcomer', { until: MANDATE_END })];
    given(registered(), ...twice).when(start(), bySystem).then(begun(), accepted('newcomer'));
  });
  it('identifies a member who was only prepared, where the designation names it', () => {
    given(registered(), prepared('m-newcomer')).when(start({ memberId: 'other', memberNamed: 'm-newcomer' }), bySystem).then(identified('m-newcomer', 'newcomer'), begun(), accepted('newcomer'));
  });
  it('makes a membership with an id of its own where the one named is none here', () => {
    given(registered(), ...member('uma')).when(start({ memberNamed: 'm-elsewhere' }), bySystem).then(...joins, begun(), accepted('newcomer'));
  });
  it('replaces the former primary in the same append', () => {
    given(...space).when(start(), bySystem).then(...joins, mandateEnded('paul', 'REPLACED'), begun(), accepted('newcomer'));
  });
  it('replaces the former mandate of the same person', () => {
    given(registered(), ...primary, ...deputy).when(start({ personId: 'dora' }), bySystem).then(
      mandateEnded('paul', 'REPLACED'), mandateEnded('dora', 'REPLACED'), begun({ personId: 'dora', memberId: 'm-dora' }),
      { type: 'CharterAccepted', data: { authorityId, mandateId: 'g-newcomer', personId: 'dora', charterVersion: 1 } },
    );
  });
  it('leaves the primary in place for a deputy', () => {
    given(...space).when(start({ kind: 'DEPUTY' }), bySystem).then(...joins, begun({ kind: 'DEPUTY' }), accepted('newcomer'));
  });
  it('tells that somebody manages again', () => {
    given(...space, mandateEnded('paul', 'LEFT'), managerMissing).when(start(), bySystem).then(...joins, begun(), accepted('newcomer'), managerRestored);
  });
  it('begins on the day on which it is recorded when the day designated is over', () => {
    const [joinedToday, known] = [prepared('m-newcomer', { personId: 'newcomer', function: 'HEAD_OF_SERVICE', from: TODAY }), identified('m-newcomer', 'newcomer')];
    given(registered()).when(start({ from: '2026-02-01T00:00:00.000Z' }), bySystem).then(joinedToday, known, begun({ from: TODAY }), accepted('newcomer'));
  });
  it('is harmless twice', () => { given(registered(), ...joins, begun(), accepted('newcomer')).when(start(), bySystem).then(); });
  it('lasts no longer than six months into the next communal council, and that long if asked', () => {
    const until = '2031-06-02T22:00:00.000Z';
    given(registered()).when(start({ until }), bySystem).then(...joins, begun({ until }), accepted('newcomer'));
    given(registered()).when(start({ until: '2031-06-02T22:00:00.001Z' }), bySystem).thenRejected('mandate-too-long');
    given(registered({ type: 'INTERMUNICIPAL_COMPANY' })).when(start({ until: '2031-06-03T22:00:00.000Z' }), bySystem).thenRejected('mandate-too-long');
  });
  it('lasts six years at most, whenever the next council comes', () => {
    const [from, at] = ['2030-12-03T23:00:00.000Z', '2030-12-04T09:00:00.000Z'];
    given(registered()).when(start({ from, until: '2036-12-04T23:00:00.000Z' }), { ...bySystem, at }).thenRejected('mandate-too-long');
    given(registered()).when(start({ from, until: '2036-12-03T23:00:00.000Z' }), { ...bySystem, at })
      .then(prepared('m-newcomer', { personId: 'newcomer', function: 'HEAD_OF_SERVICE', from }), identified('m-newcomer', 'newcomer'), started('newcomer', { from, until: '2036-12-03T23:00:00.000Z' }), accepted('newcomer'));
  });
  it('is refused to somebody from outside, as designated or as member, unless the authority may appoint one', () => {
    given(registered()).when(start({ function: 'EXTERNAL' }), bySystem).thenRejected('external-not-permitted');
    given(registered(), ...member('newcomer', { function: 'EXTERNAL' })).when(start(), bySystem).thenRejected('external-not-permitted');
    given(registered({ type: 'WORSHIP_ESTABLISHMENT' })).when(start({ function: 'EXTERNAL' }), bySystem)
      .then(prepared('m-newcomer', { personId: 'newcomer', function: 'EXTERNAL', from: FROM }), identified('m-newcomer', 'newcomer'), begun(), accepted('newcomer'));
    given(registered({ type: 'WORSHIP_ESTABLISHMENT' }), ...member('newcomer', { function: 'EXTERNAL' })).when(start(), bySystem).then(begun(), accepted('newcomer'));
  });
  it('is not empty, not over and not to come', () => {
    given(registered()).when(start({ until: FROM }), bySystem).thenRejected('period-empty');
    given(registered()).when(start({ from: '2025-01-01T00:00:00.000Z', until: NOW }), bySystem).thenRejected('mandate-over');
    given(registered()).when(start({ from: '2026-03-10T09:00:00.001Z' }), bySystem).thenRejected('mandate-starts-later');
  });
  it('is refused for a person whose identity is not confirmed', () => {
    given(registered()).when(start(), { ...bySystem, facts: { confirmed: [] } }).thenRejected('person-not-confirmed');
  });
  it('is refused for a person withdrawn by the Region', () => {
    given(registered()).when(start(), { ...bySystem, facts: { withdrawn: ['newcomer'] } }).thenRejected('member-access-suspended');
  });
  it('accepts the charter in force, and one before it until 30 days after the next one', () => {
    const charter = charterOf(START, '2026-02-08T09:00:00.000Z');
    given(registered()).when(start(), { ...bySystem, facts: { charter } }).thenRejected('charter-not-current');
    given(registered()).when(start(), { ...bySystem, facts: { charter }, at: '2026-03-10T08:59:59.999Z' }).then(...joins, begun(), accepted('newcomer'));
    given(registered()).when(start(), { ...bySystem, facts: { charter: charterOf(START, START, '2026-02-08T09:00:00.000Z') }, at: '2026-02-09T00:00:00.000Z' }).thenRejected('mandate-starts-later');
    given(registered()).when(start(), { ...bySystem, facts: { charter: charterOf(START, START, NOW) } }).thenRejected('charter-not-current');
    given(registered()).when(start(), { ...bySystem, facts: { charter: charterOf(START, '2026-03-01T00:00:00.000Z', NOW) } }).then(...joins, begun(), accepted('newcomer'));
    given(registered()).when(start({ charterVersion: 2 }), bySystem).thenRejected('charter-not-current');
    given(registered()).when(start(), { ...bySystem, facts: { charter: charterOf() } }).thenRejected('charter-not-current');
  });
  it('finds room for three deputies', () => {
    const three = ['a', 'b', 'c'].flatMap((who) => manager(who, { kind: 'DEPUTY' }));
    given(registered(), ...three).when(start({ kind: 'DEPUTY' }), bySystem).thenRejected('too-many-deputies');
    given(registered(), ...three).when(start({ kind: 'DEPUTY', personId: 'b' }), { ...bySystem, facts: { confirmed: ['b'] } }).then(
      mandateEnded('b', 'REPLACED'), begun({ kind: 'DEPUTY', personId: 'b', memberId: 'm-b' }),
      { type: 'CharterAccepted', data: { authorityId, mandateId: 'g-newcomer', personId: 'b', charterVersion: 1 } },
    );
    given(registered(), ...three, mandateEnded('b', 'LEFT')).when(start({ kind: 'DEPUTY' }), bySystem).then(...joins, begun({ kind: 'DEPUTY' }), accepted('newcomer'));
  });
  it('is refused on a member who is another person or gone', () => {
    given(registered(), ...member('uma')).when(start({ memberNamed: 'm-uma' }), bySystem).thenRejected('member-is-someone-else');
    given(registered(), prepared('m-uma', { personId: 'uma' })).when(start({ memberNamed: 'm-uma' }), bySystem).thenRejected('member-is-someone-else');
    given(registered(), prepared('m-newcomer', { until: NOW })).when(start({ memberNamed: 'm-newcomer' }), bySystem).thenRejected('membership-over');
  });
  it('is refused in a closed authority', () => {
    given(registered(), { type: 'AuthorityClosed', data: { authorityId } }).when(start(), bySystem).thenRejected('authority-closed');
  });
  it('is nobody’s to ask for but the process’s', () => { given(...space).when(start(), { actor: operator }).thenRejected('capacity-not-sufficient'); });
});
