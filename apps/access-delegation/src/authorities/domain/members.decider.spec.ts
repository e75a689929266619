import { describe, it } from '@jest/globals';
import type { EndMembership, LeaveMembership, PrepareMember } from './members.js';
import { deputy, given, grantOf, identified, LATER, managerMissing, MANDATE_END, mandateEnded, member, NOW, person, prepared, primary, registered, space, system, TODAY } from './testing/an-authority.js';

const authorityId = 'namur';
const uma = { actor: person('uma') };
const dora = { actor: person('dora') };
const two = [...space, ...deputy];
const prepare = (over: Partial<PrepareMember['data']> = {}): PrepareMember => ({ type: 'PrepareMember', data: { memberId: 'm-new', function: 'OTHER', ...over } });
const anew = (over: Parameters<typeof prepared>[1] = {}) => prepared('m-new', { function: 'OTHER', from: NOW, ...over });
const left = (memberId: string, at = NOW, leftOn?: string) => ({ type: 'MemberLeft', data: { authorityId, memberId, at, ...(leftOn === undefined ? {} : { leftOn }) } }) as const;
const suspended = { type: 'MemberSuspended', data: { authorityId, memberId: 'm-uma', level: 'MANAGER' } } as const;

describe('preparing a member', () => {
  it('begins now, and opens nothing before the person is known', () => { given(...space).when(prepare()).as('MANAGER').then({ ...anew(), subject: 'm-new' }); });
  it('attaches a confirmed person at once', () => {
    given(...space).when(prepare({ personId: 'newcomer' })).then({ ...anew({ personId: 'newcomer' }), subject: 'newcomer' }, identified('m-new', 'newcomer'));
  });
  it('begins today or later', () => {
    given(...space).when(prepare({ from: TODAY, until: LATER })).then(anew({ from: TODAY, until: LATER }));
    given(...space).when(prepare({ from: '2026-03-09T22:59:59.999Z' })).thenRejected('starts-in-the-past');
    given(...space).when(prepare({ from: '2036-03-11T00:00:00.000Z' })).thenRejected('starts-too-late');
  });
  it('lasts some time', () => {
    given(...space).when(prepare({ from: LATER, until: LATER })).thenRejected('period-empty');
    given(...space).when(prepare({ from: TODAY, until: NOW })).thenRejected('ends-in-the-past');
  });
  it('waits for identity when the person is not confirmed yet', () => {
    given(...space).when(prepare({ personId: 'ghost' })).then({ ...anew({ personId: 'ghost' }), subject: 'ghost' });
    given(...space, anew({ personId: 'ghost' })).when(prepare({ memberId: 'm-other', personId: 'ghost' })).thenRejected('already-member');
  });
  it('is refused for who is a member or will be', () => {
    given(...space, ...member('newcomer')).when(prepare({ personId: 'newcomer' })).thenRejected('already-member');
    given(...space, ...member('newcomer', { from: LATER })).when(prepare({ personId: 'newcomer' })).thenRejected('already-member');
    given(...space, ...member('newcomer', { until: NOW })).when(prepare({ personId: 'newcomer' })).then(anew({ personId: 'newcomer' }), identified('m-new', 'newcomer'));
  });
  it('is possible from the day on which somebody leaves: a return, or a departure recorded for the wrong day', () => {
    const returning = prepare({ personId: 'uma', from: LATER });
    given(...space, left('m-uma', LATER)).when(returning).then(anew({ personId: 'uma', from: LATER }), identified('m-new', 'uma'));
    given(...space, left('m-uma', '2026-07-01T00:00:00.000Z')).when(returning).thenRejected('already-member');
    given(...space, ...member('newcomer', { from: LATER })).when(prepare({ personId: 'newcomer', until: LATER })).then(anew({ personId: 'newcomer', until: LATER }), identified('m-new', 'newcomer'));
  });
  it('is done once', () => { given(...space, anew()).when(prepare()).thenRejected('member-exists'); });
  it('is not done before the authority has a manager', () => { given(registered(), ...member('paul')).when(prepare()).thenRejected('capacity-not-sufficient'); });
});

describe('identifying a member', () => {
  const identify = (personId = 'newcomer') => ({ type: 'IdentifyMember', data: { memberId: 'm-new', personId } }) as const;
  it('attaches the confirmed person, once', () => {
    given(...space, anew()).when(identify(), { actor: system }).as('SYSTEM').then(identified('m-new', 'newcomer'));
    given(...space, anew(), identified('m-new', 'newcomer')).when(identify(), { actor: system }).then();
  });
  it('never changes who it is', () => { given(...space, anew(), identified('m-new', 'mayor')).when(identify(), { actor: system }).thenRejected('member-is-someone-else'); });
  it('attaches whom it was prepared for and nobody else', () => {
    const waiting = anew({ personId: 'newcomer' });
    given(...space, waiting).when(identify(), { actor: system }).then(identified('m-new', 'newcomer'));
    given(...space, waiting).when(identify('mayor'), { actor: system }).thenRejected('member-is-someone-else');
  });
  it('is refused without a confirmed identity', () => { given(...space, anew()).when(identify('ghost'), { actor: system }).thenRejected('person-not-confirmed'); });
  it('is refused to who is a member already', () => { given(...space, anew()).when(identify('uma'), { actor: system }).thenRejected('already-member'); });
  it('attaches who is a member at other times', () => {
    given(...space, left('m-uma', LATER), anew({ from: LATER })).when(identify('uma'), { actor: system, facts: { confirmed: ['uma'] } }).then(identified('m-new', 'uma'));
  });
  it('is refused when the membership is over or unknown', () => {
    given(...space, anew({ until: NOW })).when(identify(), { actor: system }).thenRejected('membership-over');
    given(...space).when(identify(), { actor: system }).thenRejected('not-found');
  });
});

describe('changing what a member does', () => {
  const change = (over: { ifMatch?: number; function?: 'TREASURER' | 'ADMINISTRATIVE_AGENT' } = {}) => ({ type: 'ChangeFunction', data: { memberId: 'm-uma', function: 'TREASURER', ...over } }) as const;
  it('is recorded, when it changes', () => {
    given(...space).when(change()).then({ type: 'MemberFunctionChanged', data: { authorityId, memberId: 'm-uma', function: 'TREASURER' }, subject: 'uma' });
    given(...space).when(change({ function: 'ADMINISTRATIVE_AGENT' })).then();
  });
  it('is refused to who saw an older version of that member, whatever happened to others', () => {
    given(...space, suspended, anew()).when(change({ ifMatch: 8 })).thenRejected('stale');
    given(...space, suspended, anew()).when(change({ ifMatch: 9 })).then({ type: 'MemberFunctionChanged', data: { authorityId, memberId: 'm-uma', function: 'TREASURER' } });
  });
  it('waits, for a director-general who submits as such, until that is delegated in writing or taken back', () => {
    const director = [...space, ...member('newcomer', { function: 'DIRECTOR_GENERAL' })];
    const submitter = (over: Parameters<typeof grantOf>[0] = {}) => grantOf({ memberId: 'm-newcomer', role: 'SUBMITTER', ...over });
    const retires = { type: 'ChangeFunction', data: { memberId: 'm-newcomer', function: 'OTHER' } } as const;
    const changed = { type: 'MemberFunctionChanged', data: { authorityId, memberId: 'm-newcomer', function: 'OTHER' } } as const;
    given(...director, submitter()).when(retires).thenRejected('submitter-without-delegation');
    given(...director, submitter({ delegationReference: 'DG/1' })).when(retires).then(changed);
    given(...director, submitter({ until: NOW })).when(retires).then(changed);
    given(...director, submitter({ role: 'EDITOR' })).when(retires).then(changed);
  });
  it('takes nobody outside while he manages, except where somebody from outside may', () => {
    const goesOutside = { type: 'ChangeFunction', data: { memberId: 'm-paul', function: 'EXTERNAL' } } as const;
    const outside = { type: 'MemberFunctionChanged', data: { authorityId, memberId: 'm-paul', function: 'EXTERNAL' } } as const;
    given(...space).when(goesOutside).thenRejected('external-not-permitted');
    given(...space, mandateEnded('paul', 'RESIGNED'), ...deputy).when(goesOutside, { actor: person('dora') }).then(outside);
    given(registered({ type: 'WORSHIP_ESTABLISHMENT' }), ...primary).when(goesOutside).then(outside);
  });
  it('is refused for who left', () => { given(...space, left('m-uma')).when(change()).thenRejected('membership-over'); });
});

describe('suspending and resuming a member', () => {
  const suspend = { type: 'SuspendMember', data: { memberId: 'm-uma', reason: 'ABSENCE' } } as const;
  const resume = { type: 'ResumeMember', data: { memberId: 'm-uma' } } as const;
  const resumed = { type: 'MemberResumed', data: { authorityId, memberId: 'm-uma' } } as const;
  it('closes access and opens it again', () => {
    given(...space).when(suspend).then({ ...suspended, reasonCode: 'ABSENCE' });
    given(...space, suspended).when(resume).then(resumed);
  });
  it('is lifted by another manager, while there is one', () => {
    const own = [{ ...suspended, data: { ...suspended.data, memberId: 'm-paul' } }];
    const lift = { ...resume, data: { memberId: 'm-paul' } };
    given(...two, ...own).when(lift).thenRejected('own-suspension');
    given(...two, ...own).when(lift, dora).then({ ...resumed, data: { authorityId, ...lift.data } });
    given(...space, ...own).when(lift).then({ ...resumed, data: { authorityId, ...lift.data } });
  });
  it('changes nothing twice', () => {
    given(...space, suspended).when(suspend).then();
    given(...space, suspended, resumed).when(resume).then();
  });
  it('is refused for a stranger and for who left', () => {
    given(...space).when({ ...suspend, data: { memberId: '__proto__' } }).thenRejected('not-found');
    given(...space, left('m-uma')).when(suspend).thenRejected('membership-over');
  });
});

describe('ending a membership', () => {
  const end = (over: Partial<EndMembership['data']> = {}): EndMembership => ({ type: 'EndMembership', data: { memberId: 'm-uma', ...over } });
  it('is now, or on a day to come', () => {
    given(...space).when(end({ leftOn: '2026-03-06', reason: 'MOVED' })).as('MANAGER').then({ ...left('m-uma', NOW, '2026-03-06'), reasonCode: 'MOVED' });
    given(...space).when(end({ at: LATER })).then(left('m-uma', LATER));
  });
  it('is never in the past', () => { given(...space).when(end({ at: '2026-03-10T08:59:59.999Z' })).thenRejected('ends-in-the-past'); });
  it('is brought forward, not put off', () => {
    given(...space, left('m-uma', LATER)).when(end({ at: NOW })).then(left('m-uma'));
    given(...space, left('m-uma', LATER)).when(end({ at: LATER })).then();
    given(...space, left('m-uma', LATER)).when(end({ at: '2026-07-01T00:00:00.000Z' })).thenRejected('membership-ends-sooner');
  });
  it('is recorded on the planned last day too: who goes has left, and is not extended any more', () => {
    const temporary = [...space, ...member('newcomer', { until: LATER })];
    const going = end({ memberId: 'm-newcomer', at: LATER, leftOn: '2026-06-26', reason: 'MOVED' });
    given(...temporary).when(going).then({ ...left('m-newcomer', LATER, '2026-06-26'), reasonCode: 'MOVED' });
    given(...temporary, left('m-newcomer', LATER)).when(going).then();
    given(...temporary).when(end({ memberId: 'm-newcomer', at: '2026-07-01T00:00:00.000Z' })).thenRejected('membership-ends-sooner');
  });
  it('does not end the mandate of another manager', () => {
    given(...two).when(end({ memberId: 'm-dora' })).thenRejected('mandate-not-yours');
    given(...two).when(end({ memberId: 'm-dora', at: LATER })).thenRejected('mandate-not-yours');
    given(...two, mandateEnded('dora', 'RESIGNED')).when(end({ memberId: 'm-dora' })).then(left('m-dora'));
  });
  it('ends one’s own mandate with it, unless nobody would be left', () => {
    given(...two).when(end({ memberId: 'm-paul' })).then(mandateEnded('paul', 'LEFT'), left('m-paul'));
    given(...space).when(end({ memberId: 'm-paul' })).thenRejected('last-manager');
    given(...space).when(end({ memberId: 'm-paul', force: true })).then(mandateEnded('paul', 'LEFT'), left('m-paul'), managerMissing);
  });
  it('is done once, on what the caller saw', () => {
    given(...space, left('m-uma')).when(end()).thenRejected('membership-over');
    given(...space).when(end({ ifMatch: 1 })).thenRejected('stale');
  });
});

describe('leaving', () => {
  const leave = (over: Partial<LeaveMembership['data']> = {}): LeaveMembership => ({ type: 'LeaveMembership', data: { memberId: 'm-uma', ...over } });
  it('is everybody’s own decision', () => { given(...space).when(leave(), uma).as('MEMBER').then(left('m-uma')); });
  it('is not done for another', () => { given(...two).when(leave(), dora).thenRejected('not-found'); });
  it('ends the mandate too, unless nobody would be left', () => {
    given(...two).when(leave({ memberId: 'm-dora' }), dora).then(mandateEnded('dora', 'LEFT'), left('m-dora'));
    given(...space).when(leave({ memberId: 'm-paul' })).thenRejected('last-manager');
  });
  it('counts who manages on the day it ends, as far as is known now', () => {
    const alone = leave({ memberId: 'm-paul', at: '2026-03-10T09:00:00.001Z' });
    given(...space).when(alone).thenRejected('last-manager');
    given(...space).when(leave({ memberId: 'm-paul', at: LATER, force: true })).then(left('m-paul', LATER));
    given(...two).when(leave({ memberId: 'm-paul', at: LATER })).then(left('m-paul', LATER));
    given(...two, left('m-dora', LATER)).when(leave({ memberId: 'm-paul', at: LATER })).thenRejected('last-manager');
    given(...space).when(leave({ memberId: 'm-paul', at: MANDATE_END })).then(left('m-paul', MANDATE_END));
  });
  it('asks for the strongest means where a mandate ends with it, and only there', () => {
    given(...two).when(leave({ memberId: 'm-dora' }), { actor: person('dora', 'substantial') }).thenRejected('assurance-too-low');
    given(...two).when(leave(), { actor: person('uma', 'substantial') }).then(left('m-uma'));
  });
  it('is possible in a closed authority', () => {
    given(...space, { type: 'AuthorityClosed', data: { authorityId } }).when(leave(), uma).then(left('m-uma'));
  });
});

describe('the consequence of a confirmed withdrawal', () => {
  const withdraw = (personId: string) => ({ type: 'EndForWithdrawal', data: { personId, withdrawalId: 'w-1' } }) as const;
  it('ends membership and mandate, the last one too', () => {
    given(...space).when(withdraw('paul'), { actor: system, facts: { withdrawn: ['paul'], confirmedWithdrawals: ['w-1'] } })
      .then(mandateEnded('paul', 'WITHDRAWN_BY_REGION'), { ...left('m-paul'), reasonCode: 'WITHDRAWN_BY_REGION' }, managerMissing);
  });
  it('ends a membership to come as well', () => {
    given(...space, left('m-uma', LATER), anew({ from: LATER }), identified('m-new', 'uma')).when(withdraw('uma'), { actor: system, facts: { withdrawn: ['uma'], confirmedWithdrawals: ['w-1'] } }).then(left('m-uma'), left('m-new'));
  });
  it('is nothing any more once the withdrawal was annulled, should its confirmation be followed again', () => {
    given(...space).when(withdraw('uma'), { actor: system }).then();
    given(...space).when(withdraw('uma'), { actor: system, facts: { withdrawn: ['uma'], confirmedWithdrawals: ['w-2'] } }).then();
  });
  it('is nothing for who is no member or left', () => {
    given(...space).when(withdraw('ghost'), { actor: system, facts: { withdrawn: ['ghost'], confirmedWithdrawals: ['w-1'] } }).then();
    given(...space, left('m-uma')).when(withdraw('uma'), { actor: system, facts: { withdrawn: ['uma'], confirmedWithdrawals: ['w-1'] } }).then();
  });
});

describe('extending a membership', () => {
  const YEAR_LATER = '2027-03-10T23:00:00.000Z';
  const extend = (until: string | null, ifMatch?: number) => ({ type: 'ExtendMembership', data: { memberId: 'm-newcomer', until, ...(ifMatch === undefined ? {} : { ifMatch }) } }) as const;
  const extended = (until: string | null) => ({ type: 'MembershipExtended', data: { authorityId, memberId: 'm-newcomer', until }, subject: 'newcomer' }) as const;
  const temporary = [...space, ...member('newcomer', { until: LATER })];

  it('moves its end to a later day, or takes it away', () => {
    given(...temporary).when(extend(YEAR_LATER)).as('MANAGER').then(extended(YEAR_LATER));
    given(...temporary).when(extend(null)).then(extended(null));
  });
  it('changes nothing when it ends then already', () => { given(...temporary).when(extend(LATER)).then(); });
  it('is no way to end it sooner', () => {
    given(...temporary).when(extend('2026-03-11T00:00:00.000Z')).thenRejected('extension-not-later');
    given(...space, ...member('newcomer')).when(extend(YEAR_LATER)).thenRejected('extension-not-later');
  });
  it('is refused once the departure is recorded, or the membership over', () => {
    given(...temporary, left('m-newcomer', LATER)).when(extend(YEAR_LATER)).thenRejected('member-is-leaving');
    given(...space, ...member('newcomer', { until: NOW })).when(extend(YEAR_LATER)).thenRejected('membership-over');
  });
  it('reaches no further than the next membership of the same person', () => {
    const again = [...temporary, prepared('m-again', { personId: 'newcomer', from: YEAR_LATER })];
    given(...again).when(extend(YEAR_LATER)).then(extended(YEAR_LATER));
    given(...again).when(extend(null)).thenRejected('already-member');
  });
  it('counts from then on', () => { given(...temporary, extended(YEAR_LATER)).when(extend(LATER)).thenRejected('extension-not-later'); });
  it('is refused to who saw an older version of the member', () => { given(...temporary, extended(YEAR_LATER)).when(extend(null, 8)).thenRejected('stale'); });
});

describe('a membership that reaches its last day', () => {
  const expire = { type: 'ExpireMembership', data: { memberId: 'm-newcomer' } } as const;
  const LONG_AFTER = '2026-09-01T08:00:00.000Z';
  const temporary = [...space, ...member('newcomer', { until: LATER })];
  const over = { ...left('m-newcomer', LATER), subject: 'newcomer', reasonCode: 'EXPIRED' };
  it('is recorded with that day, however late', () => {
    for (const at of [LATER, LONG_AFTER]) given(...temporary).when(expire, { actor: system, at }).as('SYSTEM').then(over);
  });
  it('is nothing when early, extended meanwhile, twice, or for who announced that he goes', () => {
    given(...temporary).when(expire, { actor: system }).then();
    given(...temporary, { type: 'MembershipExtended', data: { authorityId, memberId: 'm-newcomer', until: LONG_AFTER } }).when(expire, { actor: system, at: LATER }).then();
    for (const told of [left('m-newcomer', LATER), left('m-newcomer')]) given(...temporary, told).when(expire, { actor: system, at: LONG_AFTER }).then();
    given(...space).when(expire, { actor: system, at: LONG_AFTER }).then();
  });
  it('is recorded for who was never identified, and in a closed authority', () => {
    given(...space, anew({ until: LATER }), { type: 'AuthorityClosed', data: { authorityId } })
      .when({ ...expire, data: { memberId: 'm-new' } }, { actor: system, at: LATER }).then({ ...left('m-new', LATER), subject: 'm-new' });
  });
  it('says that nobody manages any more, where a manager was only there for a time', () => {
    given(registered(), ...member('paul', { until: LATER }), ...primary.slice(2)).when({ ...expire, data: { memberId: 'm-paul' } }, { actor: system, at: LATER })
      .then(left('m-paul', LATER), managerMissing);
  });
});
