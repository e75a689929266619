import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/memory';
import { several } from '#event-store/testing';
import { ScriptedClock } from './clock.js';
import { DomainError } from './domain-error.js';
import { START } from './event.js';
import { StoreUnavailable, type Extent } from './event-store.js';
import { Follower, type FollowerOptions } from './follow.js';
import { WatchedStore } from './testing/watched-store.js';

let clock: ScriptedClock;
let store: WatchedStore;
let saved: string;
let handled: number[];
let broken: boolean;
let failures: number[];
let followers: Follower[];

beforeEach(() => {
  clock = new ScriptedClock('2026-03-02T12:00:00.000Z');
  store = new WatchedStore(new MemoryEventStore(clock));
  [saved, handled, broken, failures, followers] = [START, [], false, [], []];
});
afterEach(async () => {
  for (const follower of followers) await follower.stop();
  await store.close();
});

const follow = (more: Partial<FollowerOptions> = {}): Follower => {
  const follower = new Follower({
    name: 'lists', store, from: async () => saved,
    handle: async (events, position) => {
      if (broken) throw new Error('broken');
      handled.push(...events.map(({ version }) => version));
      saved = position;
    },
    onFailure: (_, attempt) => { failures.push(attempt); },
    pause: async () => new Promise((resolve) => { setImmediate(resolve); }),
    ...more,
  });
  followers.push(follower);
  return follower;
};

describe('a follower', () => {
  it('is caught up once everything recorded before was handled', async () => {
    await store.append('a', several(3), 0);
    const follower = follow();
    await follower.caughtUp();
    expect(handled).toEqual([1, 2, 3]);
    await store.append('a', several(2), 3);
    await follower.caughtUp();
    expect(handled).toEqual([1, 2, 3, 4, 5]);
    expect(follower.health).toBe('following');
  });

  it('tells how long ago was recorded what it may still have to handle, however much comes after it', async () => {
    const [one, two] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const gates = [one.promise, two.promise];
    const follower = follow({ handle: async (events, position) => {
      await gates.shift();
      handled.push(...events.map(({ version }) => version));
      saved = position;
    } });
    await follower.caughtUp();
    const behind = (): Promise<number> => follower.lagMillis(clock.now());
    expect(await behind()).toBe(0);
    await clock.advanceTo('2026-03-02T12:00:10.000Z');
    await store.append('a', several(1), 0);
    expect(await behind()).toBe(10_000);
    await clock.advanceTo('2026-03-02T12:00:30.000Z');
    await store.append('a', several(1), 1);
    one.resolve(undefined);
    while ((await behind()) > 20_000) await new Promise((resolve) => { setImmediate(resolve); });
    expect(await behind()).toBe(20_000);
    two.resolve(undefined);
    await follower.caughtUp();
    expect(await behind()).toBe(0);
  });

  it('goes on from what was saved, in the next process too', async () => {
    await store.append('a', several(2), 0);
    const first = follow();
    await first.caughtUp();
    await first.stop();
    await store.append('a', several(1), 2);
    await follow().caughtUp();
    expect(handled).toEqual([1, 2, 3]);
  });

  it('is found caught up though it progressed while the store was answering', async () => {
    const follower = follow();
    await follower.caughtUp();
    store.afterExtent = async () => {
      while (handled.length < 1) await new Promise((resolve) => { setImmediate(resolve); });
    };
    await store.append('a', several(1), 0);
    await follower.caughtUp();
    expect(handled).toEqual([1]);
  });

  it('is found caught up with what was there at the call, though more comes all the time', async () => {
    let version = 1;
    let coming = true;
    await store.append('a', several(1), 0);
    const follower = follow({ handle: async (_, position) => {
      saved = position;
      if (coming) await store.append('a', several(1), version++);
    } });
    await follower.caughtUp();
    coming = false;
    expect(version).toBeGreaterThan(1);
  });

  it('waits until the store says what it holds', async () => {
    let asked = 0;
    const hesitant = new (class extends WatchedStore {
      override extent(position: string): Promise<Extent> {
        return (asked += 1) > 2 ? super.extent(position) : Promise.reject(new StoreUnavailable('away'));
      }
    })(store);
    await follow({ store: hesitant }).caughtUp();
    expect(asked).toBe(3);
  });
});

describe('a handler that fails', () => {
  it('is tried again from what was saved, and nothing is skipped', async () => {
    broken = true;
    const follower = follow({ onFailure: (_, attempt) => {
      failures.push(attempt);
      expect(follower.health).toBe('retrying');
      broken = attempt < 3;
    } });
    await store.append('a', several(2), 0);
    await follower.caughtUp();
    expect([failures, handled, follower.health]).toEqual([[1, 2, 3], [1, 2], 'following']);
    broken = true;
    await store.append('a', several(1), 2);
    await follower.caughtUp();
    expect([failures, handled]).toEqual([[1, 2, 3, 1, 2, 3], [1, 2, 3]]);
  });

  it('again and again stops the follower, which then is unhealthy and never caught up', async () => {
    broken = true;
    await store.append('a', several(1), 0);
    const follower = follow({ attempts: 3 });
    await expect(follower.caughtUp()).rejects.toThrow('follower lists has stopped');
    expect([failures, follower.health, handled]).toEqual([[1, 2, 3], 'stopped', []]);
  });

  it('because something is unavailable is tried again however long it takes', async () => {
    let away = 20;
    await store.append('a', several(1), 0);
    const follower = follow({ attempts: 3, handle: async () => { if (away-- > 0) throw new DomainError('unavailable', 'store-away', 'the store is away'); } });
    await follower.caughtUp();
    expect([failures.length, follower.health]).toEqual([20, 'following']);
  });

  it('is not taken to have recovered by a batch without events before the one it fails on', async () => {
    const inner = store;
    const chatty = new (class extends WatchedStore {
      override follow(...[after, handle]: Parameters<WatchedStore['follow']>): ReturnType<WatchedStore['follow']> {
        return inner.follow(after, async (batch) => {
          if (batch.events.length > 0) await handle({ events: [], position: after, caughtUp: false });
          await handle(batch);
        });
      }
    })(inner);
    broken = true;
    await store.append('a', several(1), 0);
    await expect(follow({ store: chatty, attempts: 3 }).caughtUp()).rejects.toThrow('has stopped');
    expect(failures).toEqual([1, 2, 3]);
  });

  it('does not hold up a stop until it would be tried again', async () => {
    broken = true;
    await store.append('a', several(1), 0);
    const pausing = Promise.withResolvers<undefined>();
    const follower = follow({ pause: async () => {
      pausing.resolve(undefined);
      await new Promise(() => undefined);
    } });
    await pausing.promise;
    await follower.stop();
    expect(follower.health).toBe('stopped');
  });
});

describe('a stop', () => {
  it('lets the batch in hand finish and takes no other', async () => {
    const ending = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    const follower = follow({ handle: async (events) => {
      begun.resolve(undefined);
      await ending.promise;
      handled.push(...events.map(({ version }) => version));
    } });
    await store.append('a', several(1), 0);
    await begun.promise;
    await store.append('a', several(1), 1);
    const stopped = follower.stop();
    ending.resolve(undefined);
    await stopped;
    expect(handled).toEqual([1]);
  });

  it('of the store under it is a failure that is told', async () => {
    const follower = follow({ attempts: 2 });
    await follower.caughtUp();
    await store.close();
    while (failures.length === 0) await new Promise((resolve) => { setImmediate(resolve); });
    expect(failures[0]).toBe(1);
  });
});
