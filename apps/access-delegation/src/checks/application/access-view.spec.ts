import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/memory';
import { several } from '#event-store/testing';
import { ScriptedClock, type Batch, type Position, type Subscription } from '#kernel';
import { WatchedStore } from '#kernel/testing';
import { AccessView } from './access-view.js';

const NOON = '2026-03-02T12:00:00.000Z';

/** A store that others write, whose batches come when the spec lets them. */
class SlowStore extends WatchedStore {
  held: PromiseWithResolvers<undefined> | undefined;
  batches = 0;

  constructor() {
    super(new MemoryEventStore(new ScriptedClock(NOON)), false);
  }

  override follow(after: Position, handle: (batch: Batch) => Promise<void>): Subscription {
    return super.follow(after, async (batch) => {
      this.batches += 1;
      await this.held?.promise;
      await handle(batch);
    });
  }
}

describe('a check without a token, on a store that others write', () => {
  let store: SlowStore;
  let view: AccessView;
  const answered: string[] = [];
  const ask = (name: string): Promise<void> => view.readyFor(undefined).then(() => { answered.push(name); }, () => { answered.push(`${name} refused`); });
  const turns = async (): Promise<void> => { for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => { setImmediate(resolve); }); };

  beforeEach(async () => {
    answered.length = 0;
    store = new SlowStore();
    view = new AccessView(store, new ScriptedClock(NOON), { isPublished: () => false, published: () => { throw new Error('nothing is published here'); } });
    await view.start();
  });
  afterEach(async () => {
    store.held?.resolve(undefined);
    await view.stop();
    await store.close();
  });

  it('is never answered at once', () => {
    expect(view.isReadyFor(undefined)).toBe(false);
  });

  it('waits for what was there when it was asked, not for what others go on to write', async () => {
    const [first, second] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    store.held = first;
    await store.append('authority-1', several(1), 0);
    await turns();
    const early = ask('early');
    await turns();
    store.held = second;
    await store.append('authority-1', several(1), 1);
    const late = ask('late');
    await turns();
    expect(answered).toEqual([]);
    first.resolve(undefined);
    await early;
    expect(answered).toEqual(['early']);
    second.resolve(undefined);
    await late;
  });

  it('is refused when that does not come', async () => {
    store.held = Promise.withResolvers();
    await store.append('authority-1', several(1), 0);
    await expect(view.readyFor(undefined)).rejects.toMatchObject({ kind: 'unavailable', code: 'not-yet-applied' });
  });
});
