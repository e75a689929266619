import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACTIONS, type Fact } from '#contracts';
import { AccessIndex } from './access-index.js';
import type { Denial, GrantHeld } from './questions.js';
import { gives } from './roles.js';
import { FactLog } from './testing/fact-log.js';
import { histories } from './testing/histories.js';
import { Oracle } from './testing/oracle.js';
import { day, grantId, LAST_DAY, memberId, otherId, world } from './testing/small-world.js';

const [namur] = world.authorities;
const [ada] = world.persons;
const title = { fr: 'titre' };

const indexOf = (facts: readonly Fact[]): AccessIndex => {
  const index = new AccessIndex();
  for (const fact of facts) index.apply(fact);
  return index;
};

/** Ada, a member from the first day to the twentieth, is an editor of budgets from the third. */
const granted = (then: (log: FactLog) => void = () => undefined, identified = true): FactLog => {
  const log = new FactLog(day(0));
  log.authority(namur, 'access-delegation.authority-registered.v1', { type: 'MUNICIPALITY', name: title, enterpriseNumber: null, nisCode: null, province: null, supervision: 'REGION', languages: ['fr'] });
  for (const category of world.categories) log.region('catalogue', 'access-delegation.category-published.v1', { ...category, title, appliesTo: ['MUNICIPALITY'] });
  log.authority(namur, 'access-delegation.member-prepared.v1', { memberId: memberId(1), personId: ada, function: 'OTHER', from: day(0), until: day(20) });
  if (identified) log.authority(namur, 'access-delegation.member-identified.v1', { memberId: memberId(1), personId: ada });
  log.authority(namur, 'access-delegation.access-granted.v1', {
    memberId: memberId(1), grantId: grantId(1), role: 'EDITOR', subject: 'FINANCE', categories: ['BUDGET'], includesFuture: false, from: day(3), until: null, source: 'DIRECT', selfGranted: false,
  });
  log.now = day(5);
  then(log);
  return log;
};
const heldAt = (log: FactLog, at: string): readonly GrantHeld[] => indexOf(log.facts).grantsHeld(namur, at);

describe('the grants held in an authority', () => {
  it('are those that run while their membership does', () => {
    const log = granted();
    expect([2, 3, 19, 20].map((number) => heldAt(log, day(number)).length)).toEqual([0, 1, 1, 0]);
  });

  it.each<[string, number, (log: FactLog) => void]>([
    ['the extended end of the membership', 30, (log) => { log.authority(namur, 'access-delegation.membership-extended.v1', { memberId: memberId(1), until: day(30) }); }],
    ['the day of a departure to come', 10, (log) => { log.authority(namur, 'access-delegation.member-left.v1', { memberId: memberId(1), at: day(10) }); }],
    ['the revocation', 5, (log) => { log.authority(namur, 'access-delegation.access-revoked.v1', { memberId: memberId(1), grantId: grantId(1) }); }],
  ])('are held until %s', (_, until, then) => {
    const log = granted(then);
    const before = log.facts.filter(({ time }) => time <= day(until - 1));
    expect([indexOf(before).grantsHeld(namur, day(until - 1)).length, heldAt(log, day(until)).length]).toEqual([1, 0]);
  });

  it('open their categories', () => {
    expect(heldAt(granted(), day(5))).toEqual([{ grantId: grantId(1), memberId: memberId(1), personId: ada, role: 'EDITOR', categories: [{ category: 'BUDGET', causes: [] }] }]);
  });

  it.each<[Denial, (log: FactLog) => void]>([
    ['member-suspended', (log) => { log.authority(namur, 'access-delegation.member-suspended.v1', { memberId: memberId(1), level: 'MANAGER' }); }],
    ['access-suspended', (log) => { log.withdrawal(ada, 'access-delegation.withdrawal-ordered.v1', { withdrawalId: otherId(1), authorityId: null, decideBefore: day(35) }); }],
    ['authority-closed', (log) => { log.authority(namur, 'access-delegation.authority-closed.v1', {}); }],
    ['category-closed', (log) => { log.region('catalogue', 'access-delegation.category-closed.v1', { code: 'BUDGET' }); }],
    ['category-not-offered', (log) => { log.authority(namur, 'access-delegation.authority-details-corrected.v1', { supervision: 'OTHER' }); }],
    ['not-a-member', () => undefined],
  ])('open nothing when that is so: %s', (cause, then) => {
    expect(heldAt(granted(then, cause !== 'not-a-member'), day(5)).map(({ categories }) => categories)).toEqual([[{ category: 'BUDGET', causes: [cause] }]]);
  });

  it('cover the whole subject and what came later, where that was ticked, and name those that nobody published', () => {
    const log = granted();
    log.authority(namur, 'access-delegation.access-granted.v1', {
      memberId: memberId(1), grantId: grantId(2), role: 'READER', subject: 'FINANCE', categories: ['UNHEARD'], includesFuture: true, from: day(5), until: null, source: 'DIRECT', selfGranted: false,
    });
    log.now = day(6);
    log.region('catalogue', 'access-delegation.category-published.v1', { code: 'LATER', subject: 'FINANCE', kind: 'DECL', title, appliesTo: ['MUNICIPALITY'] });
    expect(heldAt(log, day(6))[1]?.categories).toEqual([
      ...['BUDGET', 'LOAN', 'LATER'].map((category) => ({ category, causes: [] })), { category: 'UNHEARD', causes: ['category-unknown'] },
    ]);
  });

  it('are not told from facts of which some are missing', () => {
    const log = granted((more) => { more.withdrawal(ada, 'access-delegation.withdrawal-ordered.v1', { withdrawalId: otherId(1), authorityId: null, decideBefore: day(35) }); });
    const index = indexOf(log.facts);
    index.park(`/access-delegation/withdrawal-${ada}`, 2);
    expect(() => index.grantsHeld(namur, day(5))).toThrow(expect.objectContaining({ code: 'access-unavailable' }));
  });

  it('open exactly what the access model opens, at any past instant of any history, mergers apart', () => {
    fc.assert(fc.property(histories, fc.uniqueArray(fc.integer({ min: 0, max: LAST_DAY }), { minLength: 2, maxLength: 2 }), (facts, days) => {
      for (const at of days.map(day)) {
        const known = facts.filter(({ time }) => time <= at);
        const [index, oracle] = [indexOf(known), new Oracle(known)];
        for (const authorityId of world.authorities) {
          const held = index.grantsHeld(authorityId, at);
          const wide = index.authority(authorityId)?.successorId != null;
          const actions = wide ? ACTIONS.filter((action) => action !== 'read') : ACTIONS;
          const cells = world.persons.flatMap((personId) => world.categories.flatMap(({ code }) => actions.map((action) => ({ personId, category: code, action }))));
          const wrong = cells.filter(({ personId, category, action }) => oracle.may({ personId, action, authorityId, category, at }) !== held.some((grant) =>
            grant.personId === personId && gives(grant.role, action) && grant.categories.some((one) => one.category === category && one.causes.length === 0)));
          expect(wrong).toEqual([]);
        }
      }
    }), { numRuns: 50 });
  });
});
