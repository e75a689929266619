import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Documents, type Collection, type CollectionDefinition, type Document, type Write } from '#persistence';
import { eventually } from '#messaging/testing';
import { openAudit, type OpenedAudit } from '../../ledger/testing/opened-audit.js';
import { wholeStory } from '../testing/a-story.js';
import { ToldSoFar } from './told-so-far.js';
import { TrailDocuments } from './trail-documents.js';
import { trailWork } from './trail-work.js';

/** Documents of an instance that is frozen before whatever it changes. */
class Frozen extends Documents {
  touched = false;
  private readonly thaw = Promise.withResolvers<undefined>();
  constructor(private readonly documents: Documents) {
    super();
  }

  goOn(): void {
    this.thaw.resolve(undefined);
  }

  collection<Doc extends Document>(definition: CollectionDefinition<Doc>): Collection<Doc> {
    return this.documents.collection(definition);
  }

  async commit(writes: readonly Write[]): Promise<void> {
    await this.frozen();
    return this.documents.commit(writes);
  }

  async clear(collection: string): Promise<void> {
    await this.frozen();
    return this.documents.clear(collection);
  }

  close(): Promise<void> {
    return this.documents.close();
  }

  private async frozen(): Promise<void> {
    this.touched = true;
    await this.thaw.promise;
  }
}

const facts = wholeStory();
let place: string;
let audit: OpenedAudit;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'audit-'));
  audit = openAudit(place);
  await audit.publish(facts);
  const ledger = audit.ledger();
  await ledger.start();
  await ledger.caughtUp();
  await ledger.stop();
});
afterEach(async () => {
  await audit.close();
  await rm(place, { recursive: true });
});

it('of an instance that lost its turn while it began takes nothing of what the next one told', async () => {
  const documents = new Frozen(audit.documents);
  const late = trailWork({ ...audit, documents }, new TrailDocuments(documents));
  const beginning = late.start();
  await eventually(() => documents.touched);
  const trail = new TrailDocuments(audit.documents);
  const next = trailWork(audit, trail);
  await next.start();
  await next.caughtUp();
  const told = await trail.entries.count();
  documents.goOn();
  await beginning;
  await late.caughtUp();
  await Promise.all([late.stop(), next.stop()]);
  expect([told > facts.length, await trail.entries.count()]).toEqual([true, told]);
});

it('that is told from the beginning answers nobody before it has come to the end, on whichever instance', async () => {
  const trail = new TrailDocuments(audit.documents);
  const waiting = new ToldSoFar(audit, trail);
  expect(await waiting.isComplete()).toBe(false);
  const work = trailWork(audit, trail);
  await work.start();
  await work.caughtUp();
  expect(await waiting.isComplete()).toBe(true);
  await work.stop();
  await audit.publish(facts);
  expect([await waiting.isComplete(), await new ToldSoFar(audit, trail).isComplete()]).toEqual([true, true]);
});
