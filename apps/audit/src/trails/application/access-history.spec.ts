import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { day, grantId, histories, LAST_DAY, memberId, Oracle, otherId, world, FactLog } from '#access-index/testing';
import { ACTIONS, type Fact } from '#contracts';
import { UnitOfWork } from '#persistence';
import { MemoryDocuments } from '#persistence/memory';
import type { ReceivedFact } from '../domain/received-fact.js';
import { AccessHistory } from './access-history.js';

const GIVES = { READER: ['read'], EDITOR: ['read', 'edit'], VALIDATOR: ['read', 'validate'], SUBMITTER: ['read', 'submit'] } as const;
const [namur] = world.authorities;
const [ada] = world.persons;

const kept = async (facts: readonly Fact[]): Promise<AccessHistory> => {
  const documents = new MemoryDocuments();
  const history = new AccessHistory(documents);
  const unit = new UnitOfWork(documents);
  for (const fact of facts) history.keep(fact as ReceivedFact, unit);
  await unit.commit();
  return history;
};

/** Received with each stream in its order, one stream after the other. */
const byStream = (facts: readonly Fact[]): readonly Fact[] => [...Map.groupBy(facts, ({ source }) => source).values()].reverse().flat();

describe('what is told of access at a past instant', () => {
  it('is what the access model said then, in whatever order the streams were received', async () => {
    await fc.assert(fc.asyncProperty(histories, fc.integer({ min: 0, max: LAST_DAY }), async (facts, number) => {
      const [history, at] = [await kept(byStream(facts)), day(number)];
      const oracle = new Oracle(facts.filter(({ time }) => time <= at));
      for (const authorityId of world.authorities) {
        const held = await history.grantsHeld(authorityId, at);
        // What somebody reads in an authority that was merged into his own is held there.
        const own = ACTIONS.filter((action) => action !== 'read' || !facts.some(({ source, type }) => source.endsWith(authorityId) && type.includes('merged')));
        const cells = world.persons.flatMap((personId) => world.categories.flatMap(({ code }) => own.map((action) => ({ personId, category: code, action }))));
        const wrong = cells.filter(({ personId, category, action }) => oracle.may({ personId, action, authorityId, category, at }) !== held.some((grant) =>
          grant.personId === personId && GIVES[grant.role].some((given) => given === action) && grant.categories.some((one) => one.category === category && one.causes.length === 0)));
        expect(wrong).toEqual([]);
      }
    }), { numRuns: 40 });
  });

  it('is told of thousands of facts', async () => {
    const log = new FactLog(day(0));
    log.authority(namur, 'access-delegation.member-prepared.v1', { memberId: memberId(1), personId: ada, function: 'OTHER', from: day(0), until: null });
    for (let number = 0; number < 2_100; number += 1) log.authority(namur, 'access-delegation.member-suspended.v1', { memberId: memberId(1), level: 'MANAGER' });
    log.authority(namur, 'access-delegation.access-granted.v1', {
      memberId: memberId(1), grantId: grantId(1), role: 'READER', subject: 'FINANCE', categories: ['BUDGET'], includesFuture: false, from: day(0), until: null, source: 'DIRECT', selfGranted: false,
    });
    expect(await (await kept(log.facts)).grantsHeld(namur, day(1))).toHaveLength(1);
  });

  it('is not told from a history with a hole', async () => {
    const log = new FactLog(day(0));
    for (const number of [1, 2, 3]) log.authority(namur, 'access-delegation.member-prepared.v1', { memberId: memberId(number), personId: ada, function: 'OTHER', from: day(0), until: null });
    log.withdrawal(ada, 'access-delegation.withdrawal-ordered.v1', { withdrawalId: otherId(1), authorityId: null, decideBefore: day(30) });
    const history = await kept(log.facts.filter(({ sequence }) => sequence !== 2));
    await expect(history.grantsHeld(namur, day(1))).rejects.toMatchObject({ code: 'access-unavailable' });
  });
});
