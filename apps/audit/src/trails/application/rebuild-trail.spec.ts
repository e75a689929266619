import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { followerPositions } from '#hosting';
import type { Fact } from '#contracts';
import { sent, unheardOf, uuid } from '#messaging/testing';
import { openAudit, type OpenedAudit } from '../../ledger/testing/opened-audit.js';
import type { TrailEntry } from '../domain/trail-entry.js';
import { agent, agentMember, granted, Story, wholeStory } from '../testing/a-story.js';
import { rebuildTrail } from './rebuild-trail.js';
import { TrailDocuments } from './trail-documents.js';
import { inTrail } from './trail-generation.js';
import { trailWork } from './trail-work.js';

let place: string;
let audit: OpenedAudit;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'audit-'));
  audit = openAudit(place);
});
afterEach(async () => {
  await audit.close();
  await rm(place, { recursive: true });
});

/** Everything published so far stands in the ledger and is told. */
const told = async (facts: readonly Fact[]): Promise<TrailDocuments> => {
  await audit.publish(facts);
  const trail = new TrailDocuments(audit.documents);
  for (const work of [audit.ledger(), trailWork(audit, trail)]) {
    await work.start();
    await work.caughtUp();
    await work.stop();
  }
  return trail;
};

const ENTRIES = inTrail('entries');
/** By name: one that the code forgot to clear would be added to at each rebuild. */
const derived = [...['entries', 'references', 'versions', 'offsets', 'persons', 'titles', 'access-facts'].map(inTrail), followerPositions.name];

/** All documents of the trail; a definition without indexes reads them by id. */
const everything = async (): Promise<Readonly<Record<string, readonly unknown[]>>> =>
  Object.fromEntries(await Promise.all(derived.map(async (name) => {
    const { items } = await audit.documents.collection({ name, indexes: [] }).find({ limit: 10_000 });
    return [name, items] as const;
  })));

describe('the trail', () => {
  it('tells each fact once, however often it was published, and passes over what is no fact', async () => {
    const facts = wholeStory();
    await audit.publish(facts.slice(0, 40));
    await audit.log.publish([{ topic: 'identity.persons', key: 'k', headers: {}, value: 'not a fact' }, { ...sent(facts[30] as Fact), topic: 'identity.persons' }]);
    await told(facts);
    expect(await audit.entries()).toHaveLength(facts.length + 42);
    const entries = (await everything())[ENTRIES] as readonly TrailEntry[];
    expect(entries.filter(({ copyOf }) => copyOf === null)).toHaveLength(facts.length);
    expect(new Set(entries.map(({ eventId, authorityId }) => [eventId, authorityId].join(' '))).size).toBe(entries.length);
    expect(entries.length).toBeGreaterThan(facts.length);
  });

  it('takes back what an authority was told of a withdrawal that was lifted before the person came', async () => {
    const story = new Story();
    const [ordered, lifted] = [story.withdrawal('withdrawal-ordered', null, { decideBefore: granted.until }), story.withdrawal('withdrawal-lifted')];
    const joined = story.authority('member-identified', ordered.recorded.actor, { memberId: agentMember, personId: agent });
    const toldThere = async (): Promise<number> => ((await everything())[ENTRIES] as readonly TrailEntry[]).filter(({ copyOf }) => copyOf !== null).length;
    await told([joined, ordered]);
    expect(await toldThere()).toBe(1);
    await told([lifted]);
    expect(await toldThere()).toBe(0);
  });

  it('tells facts of a type it has never heard of', async () => {
    await audit.log.publish([unheardOf(uuid(1), 1)]);
    await told([]);
    expect((await everything())[ENTRIES]).toEqual([expect.objectContaining({ authorityId: uuid(1), type: 'access-delegation.manager-cloned.v1' })]);
  });
});

describe('rebuilding the trail', () => {
  it('comes to the same documents, whatever stood there, and says how far it is', async () => {
    await told(wholeStory());
    const before = await everything();
    const [entry] = before[ENTRIES] as { readonly id: string; readonly at: string }[];
    if (!entry) throw new Error('nothing was told');
    await audit.documents.commit([{ collection: ENTRIES, put: { ...entry, at: 'wrong' } }, { collection: ENTRIES, put: { ...entry, id: 'invented' } }]);
    const progress: number[] = [];
    await rebuildTrail(audit, ({ projected, total }) => { progress.push(projected / total); });
    expect(await everything()).toEqual(before);
    expect(progress.at(-1)).toBe(1);
  });

  it('that was cut is done anew at the next start', async () => {
    await told(wholeStory());
    const before = await everything();
    const cutAt = inTrail('persons');
    const cut = Object.assign(Object.create(audit.documents) as typeof audit.documents, {
      clear: (name: string) => (name === cutAt ? Promise.reject(new Error('power cut')) : audit.documents.clear(name)),
    });
    await expect(rebuildTrail({ ...audit, documents: cut }, () => undefined)).rejects.toThrow('power cut');
    expect((await everything())[ENTRIES]).not.toEqual([]);
    await audit.close();
    audit = openAudit(place);
    await told([]);
    expect(await everything()).toEqual(before);
  });
});
