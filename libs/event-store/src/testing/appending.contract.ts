import { describe, expect, it } from '@jest/globals';
import { EventTooLarge, plus, WrongExpectedVersion } from '#kernel';
import { happened, several } from './happened.js';
import type { InUse } from './opened-event-store.js';

export const describeAppending = (inUse: InUse): void => {
  describe('appending', () => {
    it('numbers the events of a stream from 1, without a gap', async () => {
      const { store } = inUse();
      const first = await store.append('a-1', several(2), 0);
      const second = await store.append('a-1', several(1), 2);
      await store.append('b-1', several(1), 0);
      expect([...first, ...second].map(({ stream, version }) => [stream, version])).toEqual([['a-1', 1], ['a-1', 2], ['a-1', 3]]);
    });

    it('is refused when the stream is elsewhere, and says where', async () => {
      const { store } = inUse();
      await store.append('a-1', several(2), 0);
      for (const expected of [0, 1, 3]) {
        const refused: unknown = await store.append('a-1', several(1), expected).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(WrongExpectedVersion);
        expect(refused).toMatchObject({ stream: 'a-1', expected, actual: 2 });
      }
      await expect(store.append('b-1', several(1), 4)).rejects.toBeInstanceOf(WrongExpectedVersion);
      expect(await store.read('a-1')).toHaveLength(2);
      expect(await store.read('b-1')).toEqual([]);
    });

    it('of two writers with one expectation exactly one wins', async () => {
      const { store } = inUse();
      const both = await Promise.allSettled([store.append('a-1', [happened('x')], 0), store.append('a-1', [happened('y')], 0)]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await store.read('a-1')).toHaveLength(1);
    });

    it('answers the same again to the same events at the same expectation', async () => {
      const { store } = inUse();
      const events = several(2);
      const first = await store.append('a-1', events, 0);
      await store.append('a-1', several(1), 2);
      expect(await store.append('a-1', events, 0)).toEqual(first);
      expect(await store.read('a-1')).toHaveLength(3);
    });

    it('takes once what two callers send at the same time', async () => {
      const { store } = inUse();
      const events = several(2);
      const [one, two] = await Promise.all([store.append('a-1', events, 0), store.append('a-1', events, 0)]);
      expect(two).toEqual(one);
      expect(await store.read('a-1')).toHaveLength(2);
    });

    it('does not take other events, or more of them, for a repetition', async () => {
      const { store } = inUse();
      const events = several(2);
      await store.append('a-1', events, 0);
      await expect(store.append('a-1', [...events, happened('more')], 0)).rejects.toBeInstanceOf(WrongExpectedVersion);
      await expect(store.append('a-1', [...events].reverse(), 0)).rejects.toBeInstanceOf(WrongExpectedVersion);
      await expect(store.append('a-1', events, 1)).rejects.toBeInstanceOf(WrongExpectedVersion);
    });

    it('takes all events or none', async () => {
      const { store } = inUse();
      const huge = happened('huge', { text: 'x'.repeat(10 * 1024 * 1024) });
      await expect(store.append('a-1', [happened('small'), huge], 0)).rejects.toBeInstanceOf(EventTooLarge);
      expect(await store.read('a-1')).toEqual([]);
    });

    it('refuses an event of 10 MB by its size, and takes the next', async () => {
      const { store } = inUse();
      const text = 'é'.repeat(5 * 1024 * 1024);
      const refused: unknown = await store.append('a-1', [happened('huge', { text })], 0).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(EventTooLarge);
      expect((refused as EventTooLarge).bytes).toBeGreaterThan(10 * 1024 * 1024);
      expect(await store.append('a-1', [happened('small')], 0)).toHaveLength(1);
    });

    it('answers each of many callers with their own events, refusals among them', async () => {
      const { store } = inUse();
      await store.append('taken-1', several(1), 0);
      const answers = await Promise.all(Array.from({ length: 200 }, async (_, index) => {
        if (index % 10 === 0) return store.append('taken-1', several(1), 0).catch((error: unknown) => error);
        const stored = await store.append(`many-${String(index % 50)}-${String(index)}`, [happened(String(index)), happened('b')], 0);
        return stored.map(({ stream, version, data }) => [stream, version, data['what']]);
      }));
      answers.forEach((answer, index) => {
        const stream = `many-${String(index % 50)}-${String(index)}`;
        if (index % 10 === 0) expect(answer).toBeInstanceOf(WrongExpectedVersion);
        else expect(answer).toEqual([[stream, 1, String(index)], [stream, 2, 'b']]);
      });
    });

    it('records the time of the clock, which never goes back in a stream', async () => {
      const { store, clock } = inUse();
      const noon = clock.now();
      await store.append('a-1', several(1), 0);
      await clock.advanceTo(plus(noon, -60_000));
      await store.append('a-1', several(1), 1);
      await clock.advanceTo(plus(noon, 1));
      await store.append('a-1', several(1), 2);
      expect((await store.read('a-1')).map(({ metadata }) => metadata.recordedAt)).toEqual([noon, noon, plus(noon, 1)]);
    });
  });
};
