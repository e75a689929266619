import { describe, expect, it } from '@jest/globals';
import { START, type StoredEvent } from '#kernel';
import { UnknownPosition } from '../sequence.js';
import { followed } from './followed.js';
import { several } from './happened.js';
import type { InUse, OpenedEventStore } from './opened-event-store.js';

const places = (events: readonly StoredEvent[]): string[] => events.map(({ stream, version }) => `${stream}@${String(version)}`);

export const describeFollowing = (inUse: InUse, open: () => Promise<OpenedEventStore>): void => {
  describe('following', () => {
    it('catches up, then goes on with what is appended, each event once and in one order', async () => {
      const { store } = inUse();
      for (let round = 0; round < 600; round += 100) await store.append('a-1', several(100), round);
      await store.append('b-1', several(1), 0);
      const follower = followed(store);
      await store.append('a-1', several(1), 600);
      await follower.until(() => follower.events().length === 602);
      await Promise.all([store.append('c-1', several(2), 0), store.append('b-1', several(1), 1)]);
      await follower.until(() => follower.events().length === 605);
      await follower.subscription.stop();
      const again = followed(store);
      await again.until(() => again.events().length === 605);
      await again.subscription.stop();
      expect(again.events()).toEqual(follower.events());
      expect(places(again.events().filter(({ stream }) => stream === 'a-1'))).toEqual(
        Array.from({ length: 601 }, (_, index) => `a-1@${String(index + 1)}`),
      );
    });

    it('says when it has caught up, with an empty store at once', async () => {
      const { store } = inUse();
      const follower = followed(store);
      await follower.until(() => follower.batches.at(-1)?.caughtUp === true);
      expect(follower.events()).toEqual([]);
      await store.append('a-1', several(3), 0);
      await follower.until(() => follower.events().length === 3 && follower.batches.at(-1)?.caughtUp === true);
      await follower.subscription.stop();
    });

    it('does not say so while there is more to read', async () => {
      const { store } = inUse();
      for (let round = 0; round < 3_000; round += 1_000) await store.append('a-1', several(1_000), round);
      const follower = followed(store);
      await follower.until(() => follower.batches.at(-1)?.caughtUp === true);
      await follower.subscription.stop();
      expect(follower.events()).toHaveLength(3_000);
    });

    it('goes on after a position, as if it had never stopped', async () => {
      const { store } = inUse();
      await store.append('a-1', several(2), 0);
      const before = followed(store);
      await before.until(() => before.events().length === 2);
      await before.subscription.stop();
      await store.append('a-1', several(2), 2);
      const after = followed(store, before.batches.at(-1)?.position);
      await after.until(() => after.events().length === 2);
      await after.subscription.stop();
      expect(places(after.events())).toEqual(['a-1@3', 'a-1@4']);
    });

    it('goes on after the position of any event', async () => {
      const { store } = inUse();
      const [first] = await store.append('a-1', several(3), 0);
      const follower = followed(store, first?.position);
      await follower.until(() => follower.events().length === 2);
      await follower.subscription.stop();
      expect(places(follower.events())).toEqual(['a-1@2', 'a-1@3']);
    });

    it('gives one batch at a time', async () => {
      const { store } = inUse();
      let running = 0;
      let most = 0;
      let seen = 0;
      const finished = new Promise<void>((resolve) => {
        const subscription = store.follow(START, async ({ events }) => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((next) => { setImmediate(next); });
          seen += events.length;
          running -= 1;
          if (seen === 20) resolve(subscription.stop());
        });
      });
      for (let index = 0; index < 20; index += 1) await store.append(`a-${String(index)}`, several(1), 0);
      await finished;
      expect(most).toBe(1);
    });

    it('stops after the batch in hand, and gives nothing afterwards', async () => {
      const { store } = inUse();
      await store.append('a-1', several(1), 0);
      let batches = 0;
      let finish: () => void = () => undefined;
      let begun: () => void = () => undefined;
      const inHand = new Promise<void>((resolve) => { begun = resolve; });
      const subscription = store.follow(START, async () => {
        batches += 1;
        begun();
        await new Promise<void>((resolve) => { finish = resolve; });
      });
      await inHand;
      let stopped = false;
      const stopping = subscription.stop().then(() => { stopped = true; });
      await store.append('a-1', several(1), 1);
      expect(stopped).toBe(false);
      finish();
      await stopping;
      expect(batches).toBe(1);
    });

    it('ends with the error of its handler, and others go on', async () => {
      const { store } = inUse();
      const failing = store.follow(START, async ({ events }) => {
        if (events.length > 0) throw new Error('cannot handle this');
      });
      const ended = expect(failing.done).rejects.toThrow('cannot handle this');
      const other = followed(store);
      await store.append('a-1', several(1), 0);
      await ended;
      await failing.stop();
      await store.append('a-1', several(1), 1);
      await other.until(() => other.events().length === 2);
      await other.subscription.stop();
      await expect(other.subscription.done).resolves.toBeUndefined();
    });

    it('ends when the store is closed', async () => {
      const { store } = inUse();
      const follower = followed(store);
      await follower.until(() => follower.batches.length > 0);
      await store.close();
      await expect(follower.subscription.done).resolves.toBeUndefined();
    });
  });

  describe('being caught up', () => {
    it('is true exactly at the end of everything', async () => {
      const { store } = inUse();
      expect(await store.caughtUp(START)).toBe(true);
      const [first, second] = await store.append('a-1', several(2), 0);
      expect(await store.caughtUp(START)).toBe(false);
      expect(await store.caughtUp(first?.position ?? START)).toBe(false);
      expect(await store.caughtUp(second?.position ?? START)).toBe(true);
    });

    it('is said of no position that the store never gave out, as after an older backup was restored', async () => {
      const { store } = inUse();
      const { store: fuller } = await open();
      const last = (await fuller.append('a-1', several(3), 0)).at(-1)?.position ?? START;
      for (let version = 0; version < 2; version += 1) {
        await expect(store.caughtUp(last)).rejects.toBeInstanceOf(UnknownPosition);
        await expect(store.extent(last)).rejects.toBeInstanceOf(UnknownPosition);
        await expect(followed(store, last).subscription.done).rejects.toBeInstanceOf(UnknownPosition);
        await store.append('a-1', several(1), version);
      }
      expect(await fuller.caughtUp(last)).toBe(true);
      await fuller.close();
    });

    it('can be asked for what was there at one moment, whatever came since', async () => {
      const { store } = inUse();
      expect((await store.extent(START)).isWithin(START)).toBe(true);
      const [first, second] = await store.append('a-1', several(2), 0);
      const extent = await store.extent(START);
      const [third] = await store.append('a-1', several(1), 2);
      expect([START, first?.position, second?.position, third?.position].map((position) => extent.isWithin(position ?? START))).toEqual([false, false, true, true]);
      expect((await store.extent(first?.position ?? START)).isWithin(second?.position ?? START)).toBe(false);
      expect((await store.extent(third?.position ?? START)).isWithin(third?.position ?? START)).toBe(true);
    });
  });
};
