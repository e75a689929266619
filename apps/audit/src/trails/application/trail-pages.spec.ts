import { describe, expect, it } from '@jest/globals';
import { MemoryDocuments } from '#persistence/memory';
import type { ReceivedFact } from '../domain/received-fact.js';
import { indexOf, type TrailEntry } from '../domain/trail-entry.js';
import { agent, commune, manager, wholeStory } from '../testing/a-story.js';
import { told } from '../testing/told-story.js';
import type { TrailOwner } from '../../viewing/application/admission.js';
import { trailCollection } from './trail-documents.js';
import { TrailPages, type TrailFilter } from './trail-pages.js';

const story = wholeStory() as readonly ReceivedFact[];
/** Received in another order than recorded: designations after the authority they concern. */
const trail = told([...story.slice(24), ...story.slice(0, 24)]);
const owners = [['authority', commune, 'authorityId'], ['person', agent, 'personId'], ['actor', manager, 'actorId']] as const;

const opened = (entries: readonly TrailEntry[]) => {
  const documents = new MemoryDocuments();
  const pages = new TrailPages(documents.collection(trailCollection));
  const keep = (more: readonly TrailEntry[]): Promise<void> => documents.commit(more.map((put) => ({ collection: trailCollection.name, put })));
  return keep(entries).then(() => ({ pages, keep }));
};

const allOf = async (pages: TrailPages, [kind, id]: readonly [TrailOwner['kind'], string, string], filter: TrailFilter): Promise<readonly TrailEntry[]> => {
  const found: TrailEntry[] = [];
  for await (const { entries } of pages.all({ kind, id }, filter, 3)) found.push(...entries);
  return found;
};

describe('the trail of what concerns no authority and no person', () => {
  it('is read in the order of the ledger, or between two instants in that of time', async () => {
    const { pages } = await opened(trail);
    const region = ['region', 'all', 'authorityId'] as const;
    const own = trail.filter(({ authorityId, personId }) => authorityId === null && personId === null);
    expect(own.map(({ type }) => type.split('.')[1])).toEqual(['subject-published', 'category-published', 'category-closed', 'charter-published']);
    expect(await allOf(pages, region, { order: 'asc' })).toEqual(own);
    expect(await allOf(pages, region, { order: 'desc' })).toEqual(own.toReversed());
    expect(await allOf(pages, region, { order: 'asc', from: own[1]?.at, until: own[3]?.at })).toEqual(own.slice(1, 3));
  });
});

describe.each(owners)('the trail by %s', (...owner) => {
  const [kind, id, field] = owner;
  const own = trail.filter((entry) => entry[field] === id && (kind === 'authority' || entry.copyOf === null)).sort((a, b) => (a.id < b.id ? -1 : 1));

  it('is read in the order of the ledger, oldest or newest first', async () => {
    const { pages } = await opened(trail);
    expect(await allOf(pages, owner, { order: 'asc' })).toEqual(own);
    expect(await allOf(pages, owner, { order: 'desc' })).toEqual(own.toReversed());
  });

  it('is read between two instants in the order of time', async () => {
    const { pages } = await opened(trail);
    const times = own.map(({ at }) => at).sort();
    const [from = '', until = ''] = [times[2], times.at(-2)];
    const between = own.filter(({ at }) => from <= at && at < until).sort((a, b) => (a.at < b.at ? -1 : 1));
    expect(between.length).toBeGreaterThan(3);
    expect(await allOf(pages, owner, { order: 'asc', from, until })).toEqual(between);
    expect(await allOf(pages, owner, { order: 'desc', from, until })).toEqual(between.toReversed());
  });

  it.each<TrailFilter>([{ order: 'asc' }, { order: 'desc' }, { order: 'asc', until: '2028-01-01T00:00:00.000Z' }])('ends where its first page found it, with %j', async (filter) => {
    const { pages, keep } = await opened(trail.filter((entry) => indexOf(entry) <= 45));
    const reading = pages.all({ kind, id }, filter, 3);
    const found: TrailEntry[] = [];
    for (let page = await reading.next(); page.done !== true; page = await reading.next()) {
      found.push(...page.value.entries);
      await keep(trail.filter((entry) => indexOf(entry) > 45));
    }
    expect(found.map(indexOf).sort((a, b) => a - b)).toEqual(own.map(indexOf).filter((index) => index <= 45));
  });
});
