import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ConsistencyTokens } from '#contracts';
import { MemoryEventStore } from '#event-store/memory';
import { ScriptedClock, type Actor, type Extent, type Position } from '#kernel';
import { WatchedStore } from '#kernel/testing';
import { AccessView } from './access-view.js';
import { Evaluations, type Question } from './evaluations.js';

const clock = new ScriptedClock('2026-03-02T12:00:00.000Z');

/** A store that others write, which counts how often somebody looks where it ends. */
class SharedStore extends WatchedStore {
  looks = 0;

  constructor() {
    super(new MemoryEventStore(clock), false);
  }

  override extent(position: Position): Promise<Extent> {
    this.looks += 1;
    return super.extent(position);
  }
}

describe('questions on a store that others write', () => {
  const caller: Actor = { kind: 'person', id: randomUUID(), assurance: 'high' };
  const question = (consistencyToken?: string): Question => ({
    subject: { type: 'person', id: caller.id }, action: { name: 'read' }, resource: { type: 'category', id: `${randomUUID()}/FIN-BUD` },
    ...(consistencyToken === undefined ? {} : { context: { consistencyToken } }),
  });
  const tokens = new ConsistencyTokens(randomBytes(32));
  let store: SharedStore;
  let view: AccessView;
  let evaluations: Evaluations;
  beforeEach(async () => {
    store = new SharedStore();
    view = new AccessView(store, clock, { isPublished: () => false, published: () => { throw new Error('nothing is published here'); } });
    evaluations = new Evaluations(view, tokens);
    await view.start();
    store.looks = 0;
  });
  afterEach(async () => {
    await view.stop();
    await store.close();
  });

  it('rest each on a look of its own', async () => {
    for (const looks of [1, 2, 3]) {
      await evaluations.evaluate(question(), caller);
      expect(store.looks).toBe(looks);
    }
  });

  it('rest all on one look when they are asked together, and on none where a token tells', async () => {
    const together = await evaluations.together();
    for (let asked = 0; asked < 5; asked += 1) expect(await together.evaluate(question(), caller)).toMatchObject({ decision: false });
    await together.evaluate(question(tokens.seal([])), caller);
    expect(store.looks).toBe(1);
  });
});
