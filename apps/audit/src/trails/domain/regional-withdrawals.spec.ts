import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '#contracts';
import { agent, agentMember, commune, granted, manager, officer, Story, successor } from '../testing/a-story.js';
import { told } from '../testing/told-story.js';
import type { ReceivedFact } from './received-fact.js';
import { indexOf, ledgerIndexOf, type TrailEntry } from './trail-entry.js';

const system = { kind: 'system', id: 'timers', capacity: 'SYSTEM', assurance: 'none' } as const;
const [here, there, nowhere] = [commune, successor, 'a0000000-0000-4000-8000-000000000003'];

let story: Story;
const begin = (): Story => (story = new Story());
const prepared = (authorityId: string): Fact => story.elsewhere(authorityId, 'member-prepared', system, { memberId: agentMember, personId: agent, function: 'OTHER', from: granted.from, until: null });
const joins = (authorityId: string, personId = agent): Fact => story.elsewhere(authorityId, 'member-identified', system, { memberId: agentMember, personId });
const leaves = (authorityId: string): Fact => story.elsewhere(authorityId, 'member-left', system, { memberId: agentMember, at: granted.from });

const tell = (facts: readonly Fact[] = story.facts): readonly TrailEntry[] => told(facts as readonly ReceivedFact[]);
const toldIn = (authorityId: string, entries = tell()): readonly TrailEntry[] => entries.filter((entry) => entry.authorityId === authorityId && entry.type.includes('withdrawal')).sort((a, b) => (a.id < b.id ? -1 : 1));
const namesIn = (authorityId: string, entries = tell()): readonly string[] => toldIn(authorityId, entries).map(({ type }) => type.replace('access-delegation.withdrawal-', '').replace('.v1', ''));

const shuffledAcrossSources = (facts: readonly Fact[], picks: Iterator<number>): readonly Fact[] => {
  const bySource = [...Map.groupBy(facts, ({ source }) => source).values()];
  return facts.flatMap(() => {
    const left = bySource.filter((own) => own.length > 0);
    return left[Number(picks.next().value) % left.length]?.shift() ?? [];
  });
};

describe('a withdrawal everywhere', () => {
  it('is told in each authority where the person is or was a member, each fact of it once', () => {
    begin();
    for (const authorityId of [here, there]) joins(authorityId);
    joins(nowhere, manager);
    leaves(there);
    story.withdrawal('withdrawal-ordered');
    joins(there);
    for (const name of ['escalated', 'confirmed', 'lifted']) story.withdrawal(`withdrawal-${name}`);
    for (const authorityId of [here, there]) expect(namesIn(authorityId)).toEqual(['ordered', 'escalated', 'confirmed', 'lifted']);
    expect(namesIn(nowhere)).toEqual([]);
    expect(toldIn(here).map(({ personId, actorId, at }) => [personId, actorId, at])).toEqual(story.facts.filter(({ type }) => type.includes('withdrawal')).map(({ time }) => [agent, officer, time]));
  });

  it('stands where it stood in the ledger, with the place of the fact itself as its evidence', () => {
    begin();
    joins(here);
    const { id: eventId, sequence } = story.withdrawal('withdrawal-ordered');
    const [copy] = toldIn(here);
    expect(copy).toMatchObject({ eventId, sequence });
    expect(copy && [indexOf(copy), ledgerIndexOf(copy)]).toEqual([2, 2]);
  });

  it('is told of nobody who is only prepared, until he is identified; then, with its date', () => {
    begin();
    prepared(here);
    const ordered = story.withdrawal('withdrawal-ordered');
    story.withdrawal('withdrawal-confirmed');
    expect(namesIn(here)).toEqual([]);
    const joined = joins(here);
    expect(namesIn(here)).toEqual(['ordered', 'confirmed']);
    const [copy] = toldIn(here);
    expect(copy).toMatchObject({ at: joined.time, facts: { since: ordered.time } });
    expect(copy && [indexOf(copy), ledgerIndexOf(copy)]).toEqual([4, 2]);
    story.withdrawal('withdrawal-lifted');
    expect(namesIn(here)).toEqual(['ordered', 'confirmed', 'lifted']);
  });

  it('is not told where the person became a member once it was lifted', () => {
    begin();
    story.withdrawal('withdrawal-ordered');
    story.withdrawal('withdrawal-lifted');
    joins(here);
    expect(namesIn(here)).toEqual([]);
  });

  it('is taken back where audit receives late that it was lifted before, and told nobody who joined since', () => {
    begin();
    const [ordered, lifted, joined] = [story.withdrawal('withdrawal-ordered'), story.withdrawal('withdrawal-lifted'), joins(here)];
    for (const received of [[joined, ordered], [ordered, joined]]) {
      expect(namesIn(here, tell(received))).toEqual(['ordered']);
      expect(namesIn(here, tell([...received, lifted]))).toEqual([]);
    }
  });

  it('is told of who was a member meanwhile, though audit receives that last', () => {
    begin();
    const joined = joins(here);
    story.withdrawal('withdrawal-ordered');
    story.withdrawal('withdrawal-lifted');
    const entries = tell([...story.facts.slice(1), joined]);
    expect(namesIn(here, entries)).toEqual(['ordered', 'lifted']);
    expect(toldIn(here, entries).map(({ at }) => at)).toEqual(story.facts.slice(1).map(({ time }) => time));
  });

  it('comes to the same in whatever order the topics are received', () => {
    const kinds = fc.constantFrom('joins here', 'joins there', 'ordered', 'escalated', 'confirmed', 'lifted');
    fc.assert(fc.property(fc.array(kinds, { maxLength: 10 }), fc.infiniteStream(fc.nat()), (happened, picks) => {
      begin();
      const standing: string[] = [];
      for (const [number, kind] of happened.entries()) {
        if (kind === 'joins here' || kind === 'joins there') joins(kind === 'joins here' ? here : there);
        else if (kind === 'ordered') story.withdrawal('withdrawal-ordered', null, { withdrawalId: (standing.push(String(number)), String(number)) });
        else if (standing.length > 0) story.withdrawal(`withdrawal-${kind}`, null, { withdrawalId: kind === 'lifted' ? standing.pop() : standing.at(-1) });
      }
      const inTime = tell();
      const otherwise = tell(shuffledAcrossSources(story.facts, picks));
      const said = (entries: readonly TrailEntry[]): unknown => [here, there].map((id) => toldIn(id, entries).map(({ eventId, at }) => `${at} ${eventId}`).sort());
      expect(said(otherwise)).toEqual(said(inTime));
    }), { numRuns: 300 });
  });

  it('tells an authority nothing that was written for the Region and the person, nor where else he is', () => {
    begin();
    for (const authorityId of [here, there]) joins(authorityId);
    story.withdrawal('withdrawal-ordered', null, { added: [there] }, { recorded: { reasonCode: 'ABUSE_IN_THERE', note: 'sealed' } });
    story.withdrawal('withdrawal-lifted', null, {}, { recorded: { reasonCode: 'ANNULLED', note: 'sealed' } });
    const copies = toldIn(here);
    expect(copies.map(({ note, reasonCode }) => [note, reasonCode])).toEqual([[null, null], [null, 'ANNULLED']]);
    expect(JSON.stringify(copies)).not.toContain(there);
    expect(JSON.stringify(copies)).not.toContain('THERE');
  });
});

describe('a withdrawal in one authority', () => {
  it('is told there alone', () => {
    begin();
    for (const authorityId of [here, there]) joins(authorityId);
    story.withdrawal('withdrawal-ordered', here);
    expect([namesIn(here), namesIn(there)]).toEqual([['ordered'], []]);
    expect(toldIn(here)).toMatchObject([{ copyOf: null }]);
  });
});
