import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/memory';
import { several } from '#event-store/testing';
import { ScriptedClock } from '#kernel';
import { WatchedStore } from '#kernel/testing';
import { AccessView } from './access-view.js';

/** A store to which others write without a pause: at no moment is there nothing new. */
class BusyStore extends WatchedStore {
  isBusy = false;

  constructor() {
    super(new MemoryEventStore(new ScriptedClock('2026-03-02T12:00:00.000Z')), false);
  }

  override async caughtUp(position: string): Promise<boolean> {
    return !this.isBusy && (await super.caughtUp(position));
  }
}

describe('what checks are answered from, when others write too', () => {
  let store: BusyStore;
  let view: AccessView;

  beforeEach(async () => {
    store = new BusyStore();
    view = new AccessView(store, new ScriptedClock('2026-03-02T12:00:00.000Z'), { isPublished: () => false, published: () => { throw new Error('nothing is published here'); } });
    await view.start();
  });
  afterEach(async () => {
    await view.stop();
    await store.close();
  });

  it('is enough while it took in everything that was there a moment ago', async () => {
    store.isBusy = true;
    await store.append('authority-1', several(3), 0);
    await view.readyFor(undefined);
    expect(view.isReadyFor(undefined)).toBe(true);
  });

  it('is not enough when nobody can say whether something newer exists', async () => {
    await view.stop();
    const alone = new AccessView(store, new ScriptedClock('2026-03-02T12:00:00.000Z'), { isPublished: () => false, published: () => { throw new Error('nothing is published here'); } });
    store.isBusy = true;
    await expect(alone.readyFor(undefined)).rejects.toMatchObject({ kind: 'unavailable', code: 'not-yet-applied' });
  });
});
