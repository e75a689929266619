import { beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, plus } from '#kernel';
import { AccessIndex } from './access-index.js';
import { FactLog } from './testing/fact-log.js';
import { day, mandateId, memberId, otherId, world } from './testing/small-world.js';

const [namur] = world.authorities;
const [ada] = world.persons;
let log: FactLog;

const publishCharter = (version: number) => log.region('charter', 'access-delegation.charter-published.v1', { version, text: { fr: 'charte' }, sha256: '0'.repeat(64) });
const accept = (charterVersion: number) => log.authority(namur, 'access-delegation.charter-accepted.v1', { mandateId: mandateId(1), personId: ada, charterVersion });
const prepare = (until: string | null = null): void => {
  log.authority(namur, 'access-delegation.member-prepared.v1', { memberId: memberId(1), personId: ada, function: 'OTHER', from: day(0), until });
  log.authority(namur, 'access-delegation.member-identified.v1', { memberId: memberId(1), personId: ada });
};
const startMandate = () => log.authority(namur, 'access-delegation.mandate-started.v1', {
  mandateId: mandateId(1), memberId: memberId(1), personId: ada, kind: 'PRIMARY', from: day(2), until: day(80), designationId: otherId(1),
});
const told = (): AccessIndex => {
  const index = new AccessIndex();
  for (const fact of log.facts) index.apply(fact);
  return index;
};
const managesAt = (at: string): boolean => told().manages(ada, namur, at);

beforeEach(() => {
  log = new FactLog(day(0));
  publishCharter(1);
  prepare();
  startMandate();
});

describe('a mandate', () => {
  it('gives no power before the charter is accepted', () => {
    expect(managesAt(day(3))).toBe(false);
    accept(1);
    expect(managesAt(day(3))).toBe(true);
  });

  it('runs from its first instant to the one before its end', () => {
    accept(1);
    expect([plus(day(2), -1), day(2), plus(day(80), -1), day(80)].map(managesAt)).toEqual([false, true, true, false]);
  });

  it('gives none before identity has confirmed whose it is', () => {
    log = new FactLog(day(0));
    publishCharter(1);
    log.authority(namur, 'access-delegation.member-prepared.v1', { memberId: memberId(1), personId: ada, function: 'OTHER', from: day(0), until: null });
    startMandate();
    accept(1);
    expect(managesAt(day(3))).toBe(false);
    log.now = day(5);
    log.authority(namur, 'access-delegation.member-identified.v1', { memberId: memberId(1), personId: ada });
    expect([plus(day(5), -1), day(5)].map(managesAt)).toEqual([false, true]);
  });

  it('outlives a new charter by 30 days, and for longer once that is accepted', () => {
    accept(1);
    log.now = day(10);
    publishCharter(2);
    expect([plus(day(40), -1), day(40)].map(managesAt)).toEqual([true, false]);
    accept(2);
    expect(managesAt(day(40))).toBe(true);
  });

  it('has its 30 days from the first charter that was not accepted, however many follow', () => {
    accept(1);
    log.now = day(10);
    publishCharter(2);
    log.now = day(12);
    publishCharter(3);
    expect([day(12), plus(day(40), -1), day(40)].map(managesAt)).toEqual([true, true, false]);
    accept(2);
    expect([day(40), plus(day(42), -1), day(42)].map(managesAt)).toEqual([true, true, false]);
    accept(3);
    expect(managesAt(day(42))).toBe(true);
  });

  it('ends with the membership it rests on, whether or not anybody recorded that it ended', () => {
    accept(1);
    log.authority(namur, 'access-delegation.member-left.v1', { memberId: memberId(1), at: day(5) });
    expect([plus(day(5), -1), day(5)].map(managesAt)).toEqual([true, false]);
  });

  it('follows a membership that is extended, never beyond its own end', () => {
    accept(1);
    prepare(day(5));
    expect(managesAt(day(5))).toBe(false);
    log.authority(namur, 'access-delegation.membership-extended.v1', { memberId: memberId(1), until: day(99) });
    expect([day(5), plus(day(80), -1), day(80)].map(managesAt)).toEqual([true, true, false]);
  });

  it('is suspended by itself: neither a suspended membership nor a closed authority takes it away', () => {
    accept(1);
    log.authority(namur, 'access-delegation.member-suspended.v1', { memberId: memberId(1), level: 'MANAGER' });
    log.authority(namur, 'access-delegation.authority-closed.v1', {});
    expect(managesAt(day(3))).toBe(true);
    log.authority(namur, 'access-delegation.mandate-suspended.v1', { mandateId: mandateId(1), level: 'MANAGER' });
    expect(managesAt(day(3))).toBe(false);
  });

  it.each([['everywhere', null, false], ['here', namur, false], ['elsewhere', world.authorities[1], true]])('of somebody whom the Region withdrew %s gives power as far as that reaches', (_, authorityId, manages) => {
    accept(1);
    log.withdrawal(ada, 'access-delegation.withdrawal-ordered.v1', { withdrawalId: otherId(1), authorityId, decideBefore: day(30) });
    expect(managesAt(day(3))).toBe(manages);
  });

  it('is no mandate of somebody else when the member turns out to be somebody else', () => {
    accept(1);
    log.authority(namur, 'access-delegation.member-identified.v1', { memberId: memberId(1), personId: world.persons[1] });
    expect([managesAt(day(3)), told().manages(world.persons[1], namur, day(3))]).toEqual([false, false]);
  });
});

describe('a mandate that ran out', () => {
  const inGraceAt = (at: string): boolean => told().managesInGrace(ada, namur, at);
  const afterIts = (number: number): string => plus(day(80), number * DAY);
  beforeEach(() => { accept(1); });

  it('leaves 30 days of grace, whether or not anybody recorded that it ended', () => {
    const grace = [plus(day(80), -1), day(80), plus(afterIts(30), -1), afterIts(30)];
    expect(grace.map(inGraceAt)).toEqual([false, true, true, false]);
    log.now = day(80);
    log.authority(namur, 'access-delegation.mandate-ended.v1', { mandateId: mandateId(1), reason: 'EXPIRED' });
    expect(grace.map(inGraceAt)).toEqual([false, true, true, false]);
    expect(managesAt(afterIts(1))).toBe(false);
  });

  it('leaves none while somebody else manages', () => {
    const bea = world.persons[1];
    log.authority(namur, 'access-delegation.member-prepared.v1', { memberId: memberId(2), personId: bea, function: 'OTHER', from: day(0), until: null });
    log.authority(namur, 'access-delegation.member-identified.v1', { memberId: memberId(2), personId: bea });
    log.authority(namur, 'access-delegation.mandate-started.v1', {
      mandateId: mandateId(2), memberId: memberId(2), personId: bea, kind: 'DEPUTY', from: day(2), until: day(90), designationId: otherId(2),
    });
    log.authority(namur, 'access-delegation.charter-accepted.v1', { mandateId: mandateId(2), personId: bea, charterVersion: 1 });
    expect([plus(day(90), -1), day(90)].map(inGraceAt)).toEqual([false, true]);
    log.withdrawal(bea, 'access-delegation.withdrawal-ordered.v1', { withdrawalId: otherId(3), authorityId: namur, decideBefore: day(95) });
    expect(inGraceAt(day(82))).toBe(true);
  });

  it.each<[string, () => void]>([
    ['ended otherwise', () => { log.authority(namur, 'access-delegation.mandate-ended.v1', { mandateId: mandateId(1), reason: 'RESIGNED' }); }],
    ['was suspended', () => { log.authority(namur, 'access-delegation.mandate-suspended.v1', { mandateId: mandateId(1), level: 'REGION' }); }],
    ['outlived its membership', () => { log.authority(namur, 'access-delegation.member-left.v1', { memberId: memberId(1), at: day(81) }); }],
    ['is of somebody withdrawn', () => { log.withdrawal(ada, 'access-delegation.withdrawal-ordered.v1', { withdrawalId: otherId(1), authorityId: null, decideBefore: day(90) }); }],
    ['has not accepted the charter of then', () => { log.now = day(52); publishCharter(2); }],
    ['is of another member', () => { log.authority(namur, 'access-delegation.member-identified.v1', { memberId: memberId(1), personId: world.persons[1] }); }],
  ])('leaves none when it %s', (_, given) => {
    given();
    expect(inGraceAt(day(82))).toBe(false);
  });
});

describe('acting for the Region', () => {
  it('reaches no further than the scope of the appointment, and stops with a withdrawal everywhere', () => {
    log.region('staff', 'access-delegation.staff-appointed.v1', { personId: ada, function: 'OFFICER', scope: { subjects: ['FINANCE'], provinces: ['92000'] } });
    const asked = [{}, { subject: 'FINANCE', province: '92000' }, { subject: 'MARKETS' }, { province: '62000' }, { province: null }, { subject: null }];
    expect(asked.map((matter) => told().staff(ada, 'OFFICER', matter))).toEqual([true, true, false, false, false, false]);
    expect(told().staff(ada, 'AUDITOR')).toBe(false);
    log.withdrawal(ada, 'access-delegation.withdrawal-ordered.v1', { withdrawalId: otherId(1), authorityId: namur, decideBefore: day(30) });
    expect(told().staff(ada, 'OFFICER')).toBe(true);
    log.withdrawal(ada, 'access-delegation.withdrawal-ordered.v1', { withdrawalId: otherId(2), authorityId: null, decideBefore: day(30) });
    expect(told().staff(ada, 'OFFICER')).toBe(false);
  });
});
