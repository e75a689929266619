import { describe, expect, it } from '@jest/globals';
import { MemoryPersonKeys, Notes } from '#personal-data';
import { UnitOfWork } from '#persistence';
import { MemoryDocuments } from '#persistence/memory';
import type { ReceivedFact } from '../domain/received-fact.js';
import { indexOf } from '../domain/trail-entry.js';
import { agentMember, granted, manager, Story } from '../testing/a-story.js';
import { EVERYTHING } from '../../viewing/application/admission.js';
import { told } from '../testing/told-story.js';
import { CatalogueTitles } from './catalogue-titles.js';
import { trailCollection } from './trail-documents.js';
import { TrailItems } from './trail-items.js';

const asManager = { kind: 'person', id: manager, capacity: 'MANAGER', assurance: 'high' } as const;

describe('a grant as the trail shows it', () => {
  it('has the end that was told by then, and none that was told later', async () => {
    const story = new Story();
    story.authority('member-prepared', asManager, { memberId: agentMember, personId: null, function: 'OTHER', from: granted.from, until: null });
    story.authority('access-granted', asManager, granted);
    story.authority('access-revoked', asManager, { memberId: agentMember, grantId: granted.grantId });
    const documents = new MemoryDocuments();
    const entries = documents.collection(trailCollection);
    const unit = new UnitOfWork(documents);
    const [, grant, revocation] = told(story.facts as readonly ReceivedFact[]);
    if (!grant || !revocation) throw new Error('the story tells less');
    for (const entry of [grant, revocation]) unit.put(entries, entry);
    await unit.commit();
    const items = new TrailItems(entries, new Notes(new MemoryPersonKeys()), new CatalogueTitles(documents));
    const endShown = async (upTo: number): Promise<string | undefined> => (await items.told([grant], upTo, EVERYTHING))[0]?.ended?.evidence.eventId;
    expect(await endShown(indexOf(revocation) - 1)).toBeUndefined();
    expect(await endShown(indexOf(revocation))).toBe(revocation.eventId);
  });
});
