import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ACTIONS, contractOf, STAFF_FUNCTIONS, type Fact } from '#contracts';
import { plus, type Assurance } from '#kernel';
import { AccessIndex } from './access-index.js';
import type { AccessQuestion } from './questions.js';
import { histories } from './testing/histories.js';
import { Oracle } from './testing/oracle.js';
import { day, LAST_DAY, world } from './testing/small-world.js';

const RUNS = { numRuns: 100 };
const indexOf = (facts: readonly Fact[]): AccessIndex => {
  const index = new AccessIndex();
  for (const fact of facts) expect(index.apply(fact)).toBe('applied');
  return index;
};
const cells = world.authorities.flatMap((authorityId) => world.persons.flatMap((personId) => world.categories.map(({ code }) => ({ authorityId, personId, category: code }))));
const instants = fc.uniqueArray(fc.tuple(fc.integer({ min: -2, max: LAST_DAY + 60 }), fc.constantFrom(-1, 0, 1)), { minLength: 4, maxLength: 4 })
  .map((picked) => picked.map(([number, millis]) => plus(day(number), millis)));
const questionsAt = (at: string): readonly AccessQuestion[] => cells.flatMap((cell) => ACTIONS.map((action) => ({ ...cell, action, at })));
const everything = (index: AccessIndex, ats: readonly string[]): unknown => ats.map((at) => [
  questionsAt(at).map((question) => index.explain(question)),
  world.persons.map((personId) => [index.whatMay({ personId, at }), STAFF_FUNCTIONS.map((held) => index.staff(personId, held))]),
  world.authorities.map((id) => [index.authority(id), world.persons.map((personId) => [index.manages(personId, id, at), index.managesInGrace(personId, id, at), index.belongsTo(personId, id, at), index.holdsOffice(personId, id)])]),
]);
const shuffledAcrossSources = (facts: readonly Fact[], picks: readonly number[]): readonly Fact[] => {
  const bySource = [...Map.groupBy(facts, ({ source }) => source).values()];
  return facts.map((_, index) => {
    const left = bySource.filter((own) => own.length > 0);
    return left[(picks[index] ?? 0) % left.length]?.shift();
  }).filter((fact) => fact !== undefined);
};
const sorted = (lists: unknown): unknown => JSON.parse(JSON.stringify(lists), (_, value: unknown) =>
  (Array.isArray(value) ? value.map((item) => JSON.stringify(item)).sort().map((item) => JSON.parse(item) as unknown) : value));

describe('the generated histories', () => {
  it('keep the published contracts', () => {
    fc.assert(fc.property(histories, (facts) => {
      for (const fact of facts) expect(contractOf(fact.type)?.contract.validator.Check(fact.data)).toBe(true);
    }), RUNS);
  });
});

describe('the access index, on any history', () => {
  it('says what the access model says, for everybody, everywhere, at any instant', () => {
    fc.assert(fc.property(histories, instants, fc.constantFrom<Assurance | undefined>(undefined, 'low', 'substantial', 'high'), (facts, ats, assurance) => {
      const index = indexOf(facts);
      const oracle = new Oracle(facts);
      const asked = ats.flatMap(questionsAt).map((question) => (assurance ? { ...question, assurance } : question));
      expect(asked.filter((question) => index.may(question).decision !== oracle.may(question))).toEqual([]);
    }), RUNS);
  });

  it('says so after every single fact', () => {
    fc.assert(fc.property(histories, (facts) => {
      const index = new AccessIndex();
      for (const [count, fact] of facts.entries()) {
        index.apply(fact);
        const oracle = new Oracle(facts.slice(0, count + 1));
        const at = index.newestRecordedAt;
        const asked = cells.slice((count % 3) * 9, (count % 3) * 9 + 9).map((cell) => ({ ...cell, action: 'read', at }) as const);
        expect(asked.filter((question) => index.may(question).decision !== oracle.may(question))).toEqual([]);
        const [authorityId = ''] = world.authorities.slice(count % world.authorities.length);
        expect(world.persons.filter((id) => index.manages(id, authorityId, at) !== oracle.manages(id, authorityId, at))).toEqual([]);
        expect(world.persons.filter((id) => index.managesInGrace(id, authorityId, at) !== oracle.managesInGrace(id, authorityId, at))).toEqual([]);
      }
    }), RUNS);
  });

  it('knows the managers, members, office holders and staff of the access model', () => {
    fc.assert(fc.property(histories, instants, (facts, ats) => {
      const index = indexOf(facts);
      const oracle = new Oracle(facts);
      for (const personId of world.persons) {
        for (const held of STAFF_FUNCTIONS) {
          expect(index.staff(personId, held)).toBe(oracle.staff(personId, held));
          expect(index.staff(personId, held, { subject: 'MARKETS' })).toBe(oracle.staff(personId, held, 'MARKETS'));
        }
        for (const authorityId of world.authorities) {
          expect(index.holdsOffice(personId, authorityId)).toBe(oracle.holdsOffice(personId, authorityId));
          for (const at of ats) {
            const asked = (one: Pick<AccessIndex, 'manages' | 'managesInGrace' | 'belongsTo'>): unknown =>
              [at, personId, authorityId, one.manages(personId, authorityId, at), one.managesInGrace(personId, authorityId, at), one.belongsTo(personId, authorityId, at)];
            expect(asked(index)).toEqual(asked(oracle));
          }
        }
      }
    }), RUNS);
  });

  it('lists exactly those who may and exactly what they may', () => {
    fc.assert(fc.property(histories, instants, (facts, ats) => {
      const index = indexOf(facts);
      for (const at of ats) {
        const yes = questionsAt(at).filter((question) => index.may(question).decision).map(({ personId, authorityId, category, action }) => [personId, authorityId, category, action].join(' '));
        const holders = world.authorities.flatMap((authorityId) => world.categories.flatMap(({ code }) => ACTIONS.flatMap((action) =>
          index.whoMay({ action, authorityId, category: code, at }).map(({ personId }) => [personId, authorityId, code, action].join(' ')))));
        const holdings = world.persons.flatMap((personId) => index.whatMay({ personId, at }).flatMap(({ authorityId, categories }) =>
          categories.flatMap(({ category, actions }) => actions.map((action) => [personId, authorityId, category, action].join(' ')))));
        expect(holders.sort()).toEqual([...yes].sort());
        expect(holdings.sort()).toEqual([...yes].sort());
        for (const personId of world.persons) for (const authorityId of world.authorities) {
          expect(index.whatMay({ personId, at, authorityId })).toEqual(index.whatMay({ personId, at }).filter((holding) => holding.authorityId === authorityId));
        }
      }
    }), { numRuns: 100 });
  });

  it('gives an answer that time leaves alone until `validUntil`, and changes then', () => {
    fc.assert(fc.property(histories, instants, fc.array(fc.integer({ min: 0, max: LAST_DAY + 60 }), { minLength: 8, maxLength: 8 }), (facts, ats, others) => {
      const index = indexOf(facts);
      const oracle = new Oracle(facts);
      const asked = ats.flatMap((at, count) => questionsAt(at).filter((_, number) => number % 27 === (facts.length + count) % 27));
      const wrong = asked.filter((question) => {
        const { decision, validUntil } = index.may(question);
        const until = (at: string): boolean => question.at <= at && (validUntil === null || at < validUntil);
        return [...others.map(day), plus(validUntil ?? day(999), -1)].some((at) => until(at) && oracle.may({ ...question, at }) !== decision) || (validUntil !== null && oracle.may({ ...question, at: validUntil }) === decision);
      });
      expect(wrong).toEqual([]);
    }), RUNS);
  });

  it('explains every no with a cause and every yes with the grants that give it', () => {
    fc.assert(fc.property(histories, instants, (facts, ats) => {
      const index = indexOf(facts);
      const wrong = ats.flatMap(questionsAt).map((question) => ({ ...question, assurance: 'substantial' }) as const).filter((question) => {
        const { causes, grantIds, ...decision } = index.explain(question);
        const granted = facts.filter(({ type, source, data }) => type.includes('access-granted') && grantIds.includes((data as { grantId: string }).grantId)
          && (source.endsWith(question.authorityId) || !index.authority(question.authorityId)?.open));
        return JSON.stringify(decision) !== JSON.stringify(index.may(question))
          || decision.decision !== (causes.length === 0) || decision.decision !== (grantIds.length > 0) || granted.length !== grantIds.length;
      });
      expect(wrong).toEqual([]);
    }), RUNS);
  });

  it('is the same after it was written down and loaded, and goes on the same', () => {
    fc.assert(fc.property(histories, instants, fc.nat(), (facts, ats, cut) => {
      const whole = indexOf(facts);
      const half = indexOf(facts.slice(0, cut % (facts.length + 1)));
      const loaded = AccessIndex.load(JSON.parse(JSON.stringify(half.snapshot())) as ReturnType<AccessIndex['snapshot']>);
      expect(loaded.snapshot()).toEqual(half.snapshot());
      for (const fact of facts) loaded.apply(fact);
      expect(sorted(everything(loaded, ats))).toEqual(sorted(everything(whole, ats)));
    }), RUNS);
  });

  it('does not mind a fact that comes again', () => {
    fc.assert(fc.property(histories, fc.array(fc.nat(), { maxLength: 30 }), (facts, again) => {
      const index = new AccessIndex();
      for (const [count, fact] of facts.entries()) {
        index.apply(fact);
        const repeated = facts[(again[count] ?? 0) % (count + 1)];
        if (repeated) expect(index.apply(repeated)).toBe('dropped');
      }
      expect(index.snapshot()).toEqual(indexOf(facts).snapshot());
    }), RUNS);
  });

  it('does not mind in which order the sources are read', () => {
    fc.assert(fc.property(histories, instants, fc.array(fc.nat(), { minLength: 60, maxLength: 60 }), (facts, ats, picks) => {
      const shuffled = shuffledAcrossSources(facts, picks);
      expect(shuffled).toHaveLength(facts.length);
      expect(sorted(everything(indexOf(shuffled), ats))).toEqual(sorted(everything(indexOf(facts), ats)));
    }), RUNS);
  });
});
