import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConsistencyTokenNotValid, ConsistencyTokens } from '#contracts';
import { MemoryEventStore } from '#event-store/memory';
import { followerPositions } from '#hosting';
import { ScriptedClock, START, type NewEvent, type Position } from '#kernel';
import { UnitOfWork } from '#persistence';
import { MemoryDocuments } from '#persistence/memory';
import { AccessView } from '../../checks/application/access-view.js';
import { isPublished, published } from '../../publishing/publications.js';
import { Readiness } from './readiness.js';

const clock = new ScriptedClock('2026-03-02T12:00:00.000Z');
const tokens = new ConsistencyTokens(randomBytes(32));

const closed = (authorityId: string): NewEvent => {
  const id = randomUUID();
  const actor = { kind: 'person', id, assurance: 'high', capacity: 'ADMINISTRATOR' } as const;
  return { type: 'AuthorityClosed', data: { authorityId }, metadata: { eventId: id, commandId: id, bodyHash: '', schemaVersion: 1, correlationId: id, causationId: id, subject: authorityId, actor } };
};

describe('a list is read', () => {
  const authorityId = randomUUID();
  const stream = `authority-${authorityId}`;
  let answered: string[];
  let store: MemoryEventStore;
  let documents: MemoryDocuments;
  let view: AccessView;
  let readiness: Readiness;
  const ask = (name: string, version?: number): Promise<void> => {
    const token = version === undefined ? undefined : tokens.seal([{ stream, version }]);
    return readiness.ofLists(token).then(() => { answered.push(name); }, (error: unknown) => { answered.push(`${name}: ${(error as { code: string }).code}`); });
  };
  const looked = async (): Promise<void> => { for (let look = 0; look < 3; look += 1) await new Promise((resolve) => { setTimeout(resolve, 0); }); };
  const keep = async (position: Position, prepared: Position): Promise<void> => {
    const unit = new UnitOfWork(documents);
    unit.put(documents.collection(followerPositions), { id: 'background', position, prepared });
    await unit.commit();
  };
  const append = async (version: number): Promise<Position> => (await store.append(stream, [closed(authorityId)], version - 1))[0]?.position ?? START;

  beforeEach(async () => {
    answered = [];
    store = new MemoryEventStore(clock);
    documents = new MemoryDocuments();
    view = new AccessView(store, clock, { isPublished, published });
    await view.start();
    readiness = new Readiness(view, store, documents.collection(followerPositions), tokens);
  });
  afterEach(async () => {
    await view.stop();
    await store.close();
  });

  it('as it is by whoever shows nothing', async () => {
    await append(1);
    await ask('at once');
    expect(answered).toEqual(['at once']);
  });

  it('by whoever shows what he has seen once the list has it, whatever else waits to be done', async () => {
    const position = await append(1);
    const asked = ask('seen', 1);
    await looked();
    expect(answered).toEqual([]);
    await keep(START, position);
    await asked;
    expect(answered).toEqual(['seen']);
  });

  it('without waiting for what others record meanwhile', async () => {
    const position = await append(1);
    const asked = ask('seen', 1);
    await looked();
    await append(2);
    await keep(START, position);
    await asked;
    expect(answered).toEqual(['seen']);
  });

  it('by nobody while it stays behind, nor with a token of what never was or of somebody else', async () => {
    await append(1);
    await ask('behind', 1);
    await ask('ahead', 2);
    await expect(readiness.ofLists('ct1.not-ours')).rejects.toThrow(ConsistencyTokenNotValid);
    expect(answered).toEqual(['behind: not-yet-applied', 'ahead: consistency-token-ahead']);
  });
});
