import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Fact } from '#contracts';
import { Feed, type FeedOptions } from '../feed.js';
import type { FeedSnapshot } from '../feed-state.js';
import { heartbeatMessage } from '../heartbeats.js';
import { readAll } from '../ledger-reader.js';
import type { Message, OutgoingMessage } from '../message.js';
import { eventually } from './eventually.js';
import { garbled, missing, sent, TOPIC, unheardOf, uuid } from './facts.js';
import type { Install, Installation } from './installation.js';

const A = uuid(1);
const B = uuid(2);
const facts = (authority: string, from: number, to: number): OutgoingMessage[] =>
  Array.from({ length: to - from + 1 }, (_, n) => sent(missing(authority, from + n)));

/** How a feed behaves, whatever its log is kept in. */
export const describeFeed = (name: string, install: Install): void => {
  describe(`following facts on ${name}`, () => {
    let installation: Installation;
    let feed: Feed;
    let applied: Fact[];
    let now: number;

    const begin = (options: Partial<FeedOptions> = {}): void => {
      applied = [];
      feed = new Feed({ log: installation.log, topics: [TOPIC], apply: (fact) => { applied.push(fact); }, now: () => now, elapsed: () => 0, ...options });
      feed.start();
    };
    const publish = async (...messages: readonly OutgoingMessage[]): Promise<void> => {
      await installation.log.publish(messages);
      await feed.caughtUp();
    };
    const sequences = (authority: string): number[] => applied.filter(({ key }) => key === authority).map(({ sequence }) => sequence);
    const beat = async (at = now): Promise<void> => {
      const ends = { [TOPIC]: [...await installation.log.ends(TOPIC)] };
      await installation.log.publish([heartbeatMessage('access-delegation', { at: new Date(at).toISOString(), ends })]);
    };

    beforeEach(async () => {
      now = Date.parse('2026-03-02T08:00:00.000Z');
      installation = await install();
      begin();
    });
    afterEach(async () => {
      await feed.stop();
      await installation.close();
    });

    it('applies the facts of every source in order, each once, whatever arrives twice', async () => {
      await publish(...facts(A, 1, 2), ...facts(B, 1, 1), ...facts(A, 1, 3), ...facts(B, 1, 2));
      expect([sequences(A), sequences(B)]).toEqual([[1, 2, 3], [1, 2]]);
    });

    it('lets every instance read everything', async () => {
      const other: Fact[] = [];
      const second = new Feed({ log: installation.log, topics: [TOPIC], apply: (fact) => { other.push(fact); } });
      second.start();
      await publish(...facts(A, 1, 3));
      await second.caughtUp();
      expect([applied.length, other.length]).toEqual([3, 3]);
      await second.stop();
    });

    it('goes on from a snapshot', async () => {
      await publish(...facts(A, 1, 2));
      const saved = await feed.snapshot(async (snapshot) => JSON.parse(JSON.stringify(snapshot)) as FeedSnapshot);
      await feed.stop();
      installation = await installation.restart();
      begin({ from: saved });
      await publish(...facts(A, 2, 3));
      expect(sequences(A)).toEqual([3]);
    });

    it('parks the key of a fact that cannot be applied, and only that key', async () => {
      await publish(...facts(A, 1, 1), garbled(A, 2), ...facts(A, 3, 3), ...facts(B, 1, 2));
      expect([sequences(A), sequences(B)]).toEqual([[1], [1, 2]]);
      expect([feed.parked(A), feed.parked(B)]).toEqual([true, false]);
      expect(feed.parkedKeys()).toMatchObject([{ topic: TOPIC, key: A, code: 'not-json' }]);
    });

    it('parks a key at a gap and takes it up again when the missing fact is there', async () => {
      await publish(...facts(A, 1, 1), ...facts(A, 3, 4));
      expect(feed.parked(A)).toBe(true);
      await publish(...facts(A, 2, 2));
      await feed.replay(A);
      await publish(...facts(A, 5, 5));
      expect(feed.parked(A)).toBe(false);
      expect(sequences(A)).toEqual([1, 2, 3, 4, 5]);
    });

    it('leaves parked what still cannot be applied', async () => {
      await publish(...facts(A, 1, 1), garbled(A, 2), ...facts(A, 3, 3));
      await feed.replay(A);
      expect([sequences(A), feed.parked(A)]).toEqual([[1], true]);
    });

    it('tries what a snapshot holds parked again at the start', async () => {
      await feed.stop();
      begin({ apply: () => { throw new Error('a bug'); } });
      await publish(...facts(A, 1, 2));
      const saved = await feed.snapshot(async (snapshot) => snapshot);
      await feed.stop();
      begin({ from: saved });
      await eventually(() => !feed.parked(A));
      expect(sequences(A)).toEqual([1, 2]);
    });

    it('passes over a type it never heard of, or parks the key where that may matter', async () => {
      const strict = new Feed({ log: installation.log, topics: [TOPIC], apply: () => undefined, unknown: 'park' });
      strict.start();
      await publish(...facts(A, 1, 1), unheardOf(A, 2), ...facts(A, 3, 3));
      await strict.caughtUp();
      expect([sequences(A), feed.parked(A), strict.parked(A)]).toEqual([[1, 3], false, true]);
      await strict.stop();
    });

    it('is not fresh before a heartbeat written since its start', async () => {
      const earlier = new Feed({ log: installation.log, topics: [TOPIC], apply: () => undefined, now: () => now - 1, elapsed: () => 0 });
      earlier.start();
      await publish(...facts(A, 1, 1));
      await eventually(async () => {
        await beat(now - 1);
        return earlier.ageMillis() === 0;
      });
      await publish(...facts(A, 2, 2));
      expect(feed.ageMillis()).toBe(Infinity);
      await beat(now);
      await eventually(() => feed.ageMillis() === 0);
      await earlier.stop();
    });

    it('is as old as the newest heartbeat whose ends it has reached', async () => {
      await eventually(async () => {
        await beat();
        return feed.fresh(0);
      });
      now += 5_000;
      expect([feed.ageMillis(), feed.fresh(4_999), feed.fresh(5_000)]).toEqual([5_000, false, true]);
      await beat();
      await eventually(() => feed.fresh(0));
    });

    it('tells of another reader whether he misses what was recorded before the time that he is forgiven', async () => {
      await publish(...facts(A, 1, 2));
      const before = { [TOPIC]: await installation.log.ends(TOPIC) };
      await publish(...facts(B, 1, 1));
      await eventually(async () => {
        await beat();
        return feed.reachedBy({ [TOPIC]: await installation.log.ends(TOPIC) }, 0);
      });
      expect([feed.reachedBy(before, 5_000), feed.reachedBy({}, 5_000)]).toEqual([false, false]);
      now += 5_001;
      expect(feed.reachedBy({ [TOPIC]: await installation.log.ends(TOPIC) }, 5_000)).toBe(false);
    });

    it('is not fresh while it lags behind the ends of a heartbeat', async () => {
      await feed.stop();
      let release = (): void => undefined;
      begin({ apply: () => new Promise<void>((resolve) => { release = resolve; }) });
      await eventually(async () => {
        await beat();
        return feed.fresh(0);
      });
      await installation.log.publish(facts(A, 1, 1));
      now += 1_000;
      await beat();
      now += 1_000;
      await beat();
      expect(feed.ageMillis()).toBe(2_000);
      release();
      await eventually(() => feed.ageMillis() === 0);
    });

    it('hands the ledger every message as it was received, from the offsets it asks for', async () => {
      await publish(...facts(A, 1, 1), garbled(A, 2), unheardOf(A, 3));
      await beat();
      const read = async (from: Record<string, number[]>): Promise<readonly Message[]> => {
        const got: Message[] = [];
        const reading = readAll({ log: installation.log, from }, async ({ messages }) => { got.push(...messages); });
        await eventually(() => got.at(-1)?.offset === 2);
        await reading.stop();
        return got;
      };
      const all = await read({});
      expect(all.map(({ headers, value }) => ({ headers, value }))).toEqual(
        [...facts(A, 1, 1), garbled(A, 2), unheardOf(A, 3)].map(({ headers, value }) => ({ headers, value })));
      const ends = (await installation.log.ends(TOPIC)).map((end) => Math.max(0, end - 1));
      expect(await read({ [TOPIC]: ends })).toEqual(all.slice(2));
    });
  });
};
