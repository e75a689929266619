import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AccessRole, AuthorityType } from '#contracts';
import { plus } from '#kernel';
import { AccessIndex } from './access-index.js';
import type { AccessQuestion, Denial } from './questions.js';
import { SnapshotOfAnotherShape } from './snapshot.js';
import { FactLog } from './testing/fact-log.js';
import { day, grantId, memberId, otherId, world } from './testing/small-world.js';

const [namur, ciney] = world.authorities;
const [ada, bob] = world.persons;
const title = { fr: 'titre' };
let log: FactLog;
let index: AccessIndex;

const register = (id: string, supervision: 'REGION' | 'OTHER' = 'REGION') => log.authority(id, 'access-delegation.authority-registered.v1', {
  type: 'MUNICIPALITY', name: title, enterpriseNumber: null, nisCode: null, province: '92000', supervision, languages: ['fr'],
});
const publish = (code: string, appliesTo: readonly AuthorityType[] = ['MUNICIPALITY'], subject = 'FINANCE') =>
  log.region('catalogue', 'access-delegation.category-published.v1', { code, subject, title, kind: 'TSA', appliesTo });
const prepareOnly = (authorityId: string, personId: string, from = day(0), until: string | null = null): void => {
  log.authority(authorityId, 'access-delegation.member-prepared.v1', { memberId: memberId(1), personId, function: 'OTHER', from, until });
};
const prepare = (authorityId: string, personId: string, from = day(0), until: string | null = null): void => {
  prepareOnly(authorityId, personId, from, until);
  log.authority(authorityId, 'access-delegation.member-identified.v1', { memberId: memberId(1), personId });
};
const grant = (role: AccessRole, { number = 1, from = day(0), until = null as string | null, categories = ['BUDGET'], includesFuture = false, authorityId = namur } = {}) =>
  log.authority(authorityId, 'access-delegation.access-granted.v1', {
    memberId: memberId(1), grantId: grantId(number), role, subject: 'FINANCE', categories, includesFuture, from, until, source: 'DIRECT', selfGranted: false,
  });
const withdraw = (authorityId: string | null) => log.withdrawal(ada, 'access-delegation.withdrawal-ordered.v1', { withdrawalId: otherId(1), authorityId, decideBefore: day(30) });
const told = (): AccessIndex => {
  for (const fact of log.facts) index.apply(fact);
  return index;
};
const asking = (changed: Partial<AccessQuestion> = {}): AccessQuestion => ({ personId: ada, action: 'edit', authorityId: namur, category: 'BUDGET', at: day(5), ...changed });

beforeEach(() => {
  log = new FactLog(day(0));
  index = new AccessIndex();
});

describe('an explanation', () => {
  const usual = (): void => {
    register(namur);
    publish('BUDGET');
    prepare(namur, ada);
  };
  const cases: readonly [Denial, () => void, Partial<AccessQuestion>?][] = [
    ['authority-unknown', () => { publish('BUDGET'); }],
    ['authority-closed', () => { usual(); grant('EDITOR'); log.authority(namur, 'access-delegation.authority-closed.v1', {}); }],
    ['category-unknown', () => { register(namur); prepare(namur, ada); grant('EDITOR'); }],
    ['category-closed', () => { usual(); grant('EDITOR'); log.region('catalogue', 'access-delegation.category-closed.v1', { code: 'BUDGET' }); }],
    ['category-not-offered', () => { register(namur, 'OTHER'); publish('BUDGET'); prepare(namur, ada); grant('EDITOR'); }],
    ['category-not-offered', () => { register(namur); publish('BUDGET', ['PROVINCE']); prepare(namur, ada); grant('EDITOR'); }],
    ['access-suspended', () => { usual(); grant('EDITOR'); withdraw(namur); }],
    ['not-a-member', () => { usual(); grant('EDITOR'); }, { personId: bob }],
    ['not-a-member', () => { register(namur); publish('BUDGET'); prepareOnly(namur, ada); grant('EDITOR'); }],
    ['membership-not-started', () => { register(namur); publish('BUDGET'); prepare(namur, ada, day(9)); grant('EDITOR'); }],
    ['membership-ended', () => { usual(); grant('EDITOR'); log.authority(namur, 'access-delegation.member-left.v1', { memberId: memberId(1), at: day(5) }); }],
    ['member-suspended', () => { usual(); grant('EDITOR'); log.authority(namur, 'access-delegation.member-suspended.v1', { memberId: memberId(1), level: 'MANAGER' }); }],
    ['no-grant', usual],
    ['no-grant', () => { usual(); grant('EDITOR'); log.authority(namur, 'access-delegation.access-revoked.v1', { memberId: memberId(1), grantId: grantId(1) }); }],
    ['grant-not-started', () => { usual(); grant('EDITOR', { from: day(6) }); }],
    ['grant-expired', () => { usual(); grant('EDITOR', { until: day(5) }); }],
    ['role-insufficient', () => { usual(); grant('SUBMITTER'); }],
    ['assurance-too-low', () => { usual(); grant('EDITOR'); }, { assurance: 'low' }],
  ];

  it.each(cases)('names %s when that alone stands in the way', (denial, given, changed = {}) => {
    given();
    expect(told().explain(asking(changed))).toMatchObject({ decision: false, causes: [denial], grantIds: [] });
  });

  it('names everything that stands in the way, from the outside in', () => {
    usual();
    log.authority(namur, 'access-delegation.authority-closed.v1', {});
    log.authority(namur, 'access-delegation.member-suspended.v1', { memberId: memberId(1), level: 'REGION' });
    withdraw(null);
    expect(told().explain(asking({ assurance: 'none' })).causes).toEqual(['authority-closed', 'access-suspended', 'member-suspended', 'no-grant', 'assurance-too-low']);
  });

  it('names the grants that give a yes, and how long it lasts without anybody doing anything', () => {
    usual();
    grant('EDITOR', { number: 1, until: day(7) });
    grant('EDITOR', { number: 2, from: day(4), until: day(9) });
    grant('READER', { number: 3 });
    expect(told().explain(asking())).toEqual({
      decision: true, reason: 'granted', causes: [], grantIds: [grantId(1), grantId(2)], requiredAssurance: 'substantial', validUntil: day(9),
    });
  });
});

describe('access', () => {
  beforeEach(() => {
    register(namur);
    register(ciney);
    publish('BUDGET');
  });

  it('to submit asks for high assurance, and says so to who states none', () => {
    prepare(namur, ada);
    grant('SUBMITTER', { until: day(9) });
    expect(told().may(asking({ action: 'submit' }))).toMatchObject({ decision: true, requiredAssurance: 'high', validUntil: day(9) });
    expect(index.may(asking({ action: 'submit', assurance: 'substantial' }))).toMatchObject({ decision: false, validUntil: null });
    expect(index.may(asking({ action: 'read', assurance: 'substantial' })).decision).toBe(true);
  });

  it('to a closed authority stays open, for reading only, to members of the one it was merged into', () => {
    prepare(ciney, ada);
    grant('EDITOR', { authorityId: ciney });
    log.authority(namur, 'access-delegation.authority-merged.v1', { successorId: ciney });
    expect(told().may(asking({ action: 'read' })).decision).toBe(true);
    expect(index.may(asking({ action: 'edit' })).decision).toBe(false);
    expect(index.whatMay({ personId: ada, at: day(5) })).toEqual([
      { authorityId: ciney, categories: [{ category: 'BUDGET', actions: ['read', 'edit'] }] },
      { authorityId: namur, categories: [{ category: 'BUDGET', actions: ['read'] }] },
    ]);
    expect(index.whoMay({ authorityId: namur, category: 'BUDGET', action: 'read', at: day(5) })).toEqual([{ personId: ada, roles: ['EDITOR'], grantIds: [grantId(1)] }]);
    expect([namur, ciney, bob].map((id) => index.finalSuccessor(id))).toEqual([ciney, ciney, bob]);
  });

  it.each([['the closed authority', namur], ['its successor', ciney], ['everywhere', null]])('to an authority that was merged is gone for who is withdrawn in %s', (_, scope) => {
    prepare(ciney, ada);
    grant('EDITOR', { authorityId: ciney });
    log.authority(namur, 'access-delegation.authority-merged.v1', { successorId: ciney });
    withdraw(scope);
    expect(told().explain(asking({ action: 'read' })).causes).toEqual(['access-suspended']);
  });

  it.each([['published', () => undefined], ['offered here', () => publish('LOAN', ['PROVINCE'])]])('to categories %s later is given by the tick alone', (_, given) => {
    given();
    log.now = day(1);
    prepare(namur, ada);
    grant('READER', { number: 1 });
    grant('EDITOR', { number: 2, includesFuture: true });
    log.now = day(2);
    publish('LOAN');
    publish('TENDER', ['MUNICIPALITY'], 'MARKETS');
    expect(told().explain(asking({ action: 'read', category: 'LOAN' })).grantIds).toEqual([grantId(2)]);
    expect(index.explain(asking({ action: 'read', category: 'TENDER' })).causes).toEqual(['no-grant']);
  });

  it('reaches every category of a catalogue of many, and those listed alone', () => {
    const codes = Array.from({ length: 70 }, (_, number) => `CODE-${String(number)}`);
    for (const code of codes) publish(code);
    prepare(namur, ada);
    const listed = [9, 30, 31, 62, 63].map((number) => `CODE-${String(number)}`);
    grant('EDITOR', { categories: listed });
    expect(codes.filter((category) => told().may(asking({ category })).decision)).toEqual(listed);
  });

  it('stays as it is when a grant is revoked that nobody holds', () => {
    prepare(namur, ada);
    grant('EDITOR');
    log.authority(namur, 'access-delegation.access-revoked.v1', { memberId: memberId(1), grantId: grantId(9) });
    expect(told().may(asking()).decision).toBe(true);
  });

  it('runs again since a withdrawal was lifted, however often that is said', () => {
    prepare(namur, ada);
    grant('EDITOR');
    withdraw(null);
    for (const number of [3, 9]) {
      log.now = day(number);
      log.withdrawal(ada, 'access-delegation.withdrawal-lifted.v1', { withdrawalId: otherId(1), authorityId: null });
    }
    expect([plus(day(3), -1), day(3)].map((at) => told().may(asking({ at })).decision)).toEqual([false, true]);
  });

  it('begins when it was recorded, however early its date, and is over for every instant once it was revoked', () => {
    log.now = day(3);
    prepare(namur, ada, day(-9));
    grant('EDITOR', { from: day(-9) });
    expect(told().may(asking({ at: plus(day(3), -1) }))).toMatchObject({ decision: false, validUntil: day(3) });
    expect(index.may(asking({ at: day(3) })).decision).toBe(true);
    log.now = day(6);
    log.authority(namur, 'access-delegation.access-revoked.v1', { memberId: memberId(1), grantId: grantId(1) });
    expect(told().may(asking({ at: day(5) })).decision).toBe(false);
  });
});

describe('a source of which something is missing', () => {
  beforeEach(() => {
    register(namur);
    register(ciney);
    publish('BUDGET');
    prepare(namur, ada);
    grant('EDITOR');
  });
  const unavailable = expect.objectContaining({ kind: 'unavailable', code: 'access-unavailable' }) as unknown;
  const refused = (ask: () => unknown): void => { expect(ask).toThrow(unavailable); };

  it('gives no answer, neither yes nor a shorter list, until what was missing came', () => {
    told();
    const missing = log.authority(namur, 'access-delegation.member-suspended.v1', { memberId: memberId(1), level: 'MANAGER' });
    const after = log.authority(namur, 'access-delegation.member-resumed.v1', { memberId: memberId(1) });
    expect(index.apply(after)).toBe('gap');
    expect(index.may(asking())).toEqual({ decision: false, reason: 'unavailable', validUntil: null });
    expect(index.explain(asking())).toEqual({ decision: false, reason: 'unavailable', validUntil: null, causes: ['unavailable'], grantIds: [] });
    refused(() => index.whoMay(asking()));
    refused(() => index.whatMay(asking()));
    refused(() => index.manages(ada, namur, day(5)));
    refused(() => index.managesInGrace(ada, namur, day(5)));
    refused(() => index.belongsTo(ada, namur, day(5)));
    expect(index.may(asking({ authorityId: ciney })).reason).toBe('not-granted');
    expect(index.apply(missing)).toBe('applied');
    expect(index.may(asking()).reason).toBe('unavailable');
    expect(index.apply(after)).toBe('applied');
    expect(index.may(asking()).decision).toBe(true);
    expect(index.parked).toEqual([]);
  });

  it('is parked by a fact of a type this build does not know, and stays so over a snapshot', () => {
    told();
    const [last] = log.facts.slice(-1);
    if (!last) throw new Error('facts are missing');
    const strange = { ...last, type: 'access-delegation.access-frozen.v1', sequence: last.sequence + 1 };
    expect(index.apply(strange)).toBe('unknown');
    expect(index.appliedVersion(last.source)).toBe(last.sequence);
    expect(AccessIndex.load(index.snapshot()).may(asking()).reason).toBe('unavailable');
  });

  it('is parked for a person, an authority that is read through its successor, and the catalogue alike', () => {
    told();
    for (const [source, authorityId] of [[`withdrawal-${ada}`, namur], ['catalogue', namur], [`authority-${ciney}`, ciney]] as const) {
      const copy = AccessIndex.load(index.snapshot());
      copy.park(`/access-delegation/${source}`, 99);
      expect([source, copy.may(asking({ authorityId })).reason]).toEqual([source, 'unavailable']);
    }
    log.authority(namur, 'access-delegation.authority-merged.v1', { successorId: ciney });
    told().park(`/access-delegation/authority-${ciney}`, 99);
    expect(index.may(asking({ action: 'read' })).reason).toBe('unavailable');
    refused(() => index.finalSuccessor(namur));
  });

  it('is not read from a snapshot that another build wrote', () => {
    const snapshot = told().snapshot();
    expect(() => AccessIndex.load({ ...snapshot, shape: snapshot.shape - 1 })).toThrow(SnapshotOfAnotherShape);
  });

  it('says nothing about streams that are not about access', () => {
    const [fact] = log.facts;
    expect(fact && index.apply({ ...fact, source: '/access-delegation/designation-1', sequence: 7 })).toBe('ignored');
    expect(index.newestRecordedAt).toBe('');
  });
});
