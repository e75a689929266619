import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventStore } from '#kernel';
import { describeAppending } from './appending.contract.js';
import { describeFollowing } from './following.contract.js';
import { happened, several } from './happened.js';
import type { InUse, OpenedEventStore } from './opened-event-store.js';

/** What every event store promises; an adapter joins all of it or does not exist. */
export const describeEventStore = (name: string, open: () => Promise<OpenedEventStore>): void => {
  describe(`event store: ${name}`, () => {
    let opened: OpenedEventStore;
    beforeEach(async () => { opened = await open(); });
    afterEach(async () => { await opened.store.close(); });

    describeAppending(() => opened);
    describeReading(() => opened);
    describeFollowing(() => opened, open);
    describeReopening(() => opened, (store) => { opened = { ...opened, store }; });
  });
};

const describeReading = (inUse: InUse): void => {
  describe('reading', () => {
    it('finds nothing in a stream that does not exist', async () => {
      expect(await inUse().store.read('nobody-1')).toEqual([]);
      expect(await inUse().store.read('nobody-1', { backwards: true })).toEqual([]);
    });

    it('answers the facts as they were appended, and nothing of other streams', async () => {
      const { store } = inUse();
      const data = { text: 'déjà «vu» \u0000 😀', number: 1.5, none: null, list: [1, 'two', { three: true }] };
      const appended = await store.append('a-1', [happened('x', data)], 0);
      await store.append('a-10', several(2), 0);
      expect(await store.read('a-1')).toEqual(appended);
      expect(appended[0]?.data).toEqual({ what: 'x', ...data });
    });

    it('goes forwards from a version, within a limit', async () => {
      const { store } = inUse();
      await store.append('a-1', several(10), 0);
      const versions = async (after: number, limit?: number): Promise<number[]> =>
        (await store.read('a-1', { after, ...(limit === undefined ? {} : { limit }) })).map(({ version }) => version);
      expect(await versions(7)).toEqual([8, 9, 10]);
      expect(await versions(2, 3)).toEqual([3, 4, 5]);
      expect(await versions(10)).toEqual([]);
    });

    it('goes backwards from the end or from before a version, newest first', async () => {
      const { store } = inUse();
      await store.append('a-1', several(10), 0);
      const versions = async (after: number, limit: number): Promise<number[]> =>
        (await store.read('a-1', { after, limit, backwards: true })).map(({ version }) => version);
      expect(await versions(0, 2)).toEqual([10, 9]);
      expect(await versions(4, 100)).toEqual([3, 2, 1]);
      expect(await versions(1, 100)).toEqual([]);
    });

    it('answers 1,000 events unless told otherwise', async () => {
      const { store } = inUse();
      await store.append('a-1', several(1_001), 0);
      expect(await store.read('a-1')).toHaveLength(1_000);
    });
  });
};

const describeReopening = (inUse: InUse, use: (store: EventStore) => void): void => {
  describe('after a restart', () => {
    const reopened = async (): Promise<EventStore> => {
      const { store, reopen } = inUse();
      const again = reopen ? await reopen() : store;
      use(again);
      return again;
    };

    it('everything acknowledged is there, and appending goes on where it ended', async () => {
      const before = await inUse().store.append('a-1', several(3), 0);
      const store = await reopened();
      expect(await store.read('a-1')).toEqual(before);
      await expect(store.append('a-1', several(1), 0)).rejects.toThrow('a-1 is at version 3, not 0');
      expect((await store.append('a-1', several(1), 3)).map(({ version }) => version)).toEqual([4]);
    });

    it('a command whose answer was lost is still answered again', async () => {
      const events = several(2);
      const first = await inUse().store.append('a-1', events, 0);
      expect(await (await reopened()).append('a-1', events, 0)).toEqual(first);
    });

    it('recorded time does not go back either', async () => {
      const { store, clock } = inUse();
      await store.append('a-1', several(1), 0);
      const before = clock.now();
      const again = await reopened();
      await clock.advanceTo('2020-01-01T00:00:00.000Z');
      const [event] = await again.append('a-1', several(1), 1);
      expect(event?.metadata.recordedAt).toBe(before);
    });
  });
};
