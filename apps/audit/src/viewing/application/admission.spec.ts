import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Fact } from '#contracts';
import { MemoryEventStore } from '#event-store/memory';
import type { DomainError } from '#kernel';
import { messaging } from '#messaging';
import { eventually } from '#messaging/testing';
import { MemoryDocuments } from '#persistence/memory';
import { Consultations } from '../../consultations/application/consultations.js';
import { openAudit, type OpenedAudit } from '../../ledger/testing/opened-audit.js';
import { ToldSoFar } from '../../trails/application/told-so-far.js';
import { TrailDocuments } from '../../trails/application/trail-documents.js';
import { trailWork } from '../../trails/application/trail-work.js';
import { commune, officer, wholeStory } from '../../trails/testing/a-story.js';
import { AccessView } from './access-view.js';
import { Admission } from './admission.js';

const facts = wholeStory().filter(({ source }) => source.startsWith('/access-delegation/'));
const isOf = (family: string) => ({ source }: Fact): boolean => source.startsWith(`/access-delegation/${family}`);
let place: string;
let audit: OpenedAudit;
let access: AccessView;
let trail: TrailDocuments;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'audit-'));
  audit = openAudit(place);
  access = new AccessView(audit.messaging, audit.clock);
  access.start();
  trail = new TrailDocuments(audit.documents);
});
afterEach(async () => {
  await access.stop();
  await audit.close();
  await rm(place, { recursive: true });
});

/** What one of several instances does in its turn, until nothing is left. */
const tell = async (): Promise<void> => {
  for (const work of [audit.ledger(), trailWork(audit, trail)]) {
    await work.start();
    await work.caughtUp();
    await work.stop();
  }
};

/** Everything recorded is published, and that is said; the index of who may look knows it. */
const said = async (): Promise<void> => {
  const publisher = messaging({ ...audit, service: 'access-delegation', store: new MemoryEventStore(audit.clock), documents: new MemoryDocuments() }).publisher(() => { throw new Error('nothing is recorded here'); });
  publisher.start();
  await publisher.caughtUp();
  await publisher.beat();
  await publisher.stop();
  await access.caughtUp();
  await eventually(() => access.problem() === undefined);
};

const look = async (): Promise<string> => {
  const admission = new Admission(access, new ToldSoFar(audit, trail), new Consultations(audit.store, audit.clock), [], 20);
  const visit = { owner: { kind: 'authority', id: commune }, actor: { kind: 'person', id: officer, assurance: 'high' }, correlationId: 'c1', seen: [] } as const;
  return admission.admit(visit, {}).then(() => 'admitted', (error: unknown) => (error as DomainError).code);
};

describe('where another instance tells the trail', () => {
  it.each(['withdrawal', 'designation', 'catalogue'])('nobody is answered while what was published about a %s is not told', async (family) => {
    await audit.publish(facts.filter((fact) => !isOf(family)(fact)));
    await tell();
    await audit.publish(facts.filter(isOf(family)));
    await said();
    expect(await look()).toBe('not-yet-told');
    await tell();
    expect(await look()).toBe('admitted');
  });

  it('everybody is answered from what was told, however long nothing has been published since', async () => {
    await audit.publish(facts);
    await tell();
    for (let times = 0; times < 3; times += 1) await said();
    expect(await look()).toBe('admitted');
  });

  it('who is up to five seconds behind is not waited for', async () => {
    await audit.publish(facts.filter((fact) => !isOf('withdrawal')(fact)));
    await tell();
    await said();
    await audit.publish(facts.filter(isOf('withdrawal')));
    await said();
    expect(await look()).toBe('admitted');
  });
});
