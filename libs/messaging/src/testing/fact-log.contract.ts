import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogClosed, OffsetBeyondEnd, UnknownTopic, type FactLog, type Following } from '../fact-log.js';
import { KeptSubscription } from '../kept-subscription.js';
import type { Message, MessageBatch, OutgoingMessage } from '../message.js';
import { partitionOf } from '../partitioner.js';
import { eventually } from './eventually.js';
import { TOPIC, uuid } from './facts.js';
import type { Install, Installation } from './installation.js';

const message = (key: string, value: string): OutgoingMessage => ({ topic: TOPIC, key, headers: { 'content-type': 'text/plain' }, value });
const A = uuid(1);
const B = uuid(2);
/** A member of a group may have to wait for the others. */
const A_WHILE = 20_000;
const fromStart: Following = { topics: [TOPIC], from: async () => 0 };

/** What every adapter of the FactLog port promises. */
export const describeFactLog = (name: string, install: Install): void => {
  describe(`the log of facts on ${name}`, () => {
    let installation: Installation;
    let log: FactLog;
    beforeEach(async () => { installation = await install(); log = installation.log; });
    afterEach(() => installation.close());

    const follow = (following: Following = fromStart) => {
      const got: Message[] = [];
      const subscription = log.follow(following, async ({ messages }) => { got.push(...messages); });
      return { got, values: () => got.map(({ value }) => value), subscription };
    };
    const readAll = (key: string) => log.read(TOPIC, partitionOf(key, 12), 0, 1_000);

    it('keeps a message as it was given, in the partition of its key, with the next offset', async () => {
      await log.publish([message(A, 'one'), message(A, 'two')]);
      expect(await readAll(A)).toEqual([
        { ...message(A, 'one'), partition: partitionOf(A, 12), offset: 0 },
        { ...message(A, 'two'), partition: partitionOf(A, 12), offset: 1 },
      ]);
    });

    it('reads from an offset, so many at most', async () => {
      await log.publish(['0', '1', '2', '3'].map((value) => message(A, value)));
      const page = await log.read(TOPIC, partitionOf(A, 12), 1, 2);
      expect(page.map(({ offset, value }) => [offset, value])).toEqual([[1, '1'], [2, '2']]);
    });

    it('tells where each partition ends', async () => {
      await log.publish([message(A, 'one'), message(A, 'two')]);
      const ends = await log.ends(TOPIC);
      expect(ends).toHaveLength(12);
      expect(ends[partitionOf(A, 12)]).toBe(2);
      expect(ends.reduce((sum, end) => sum + end)).toBe(2);
    });

    it('keeps the order of batches published at the same time', async () => {
      await Promise.all(Array.from({ length: 50 }, (_, n) => log.publish([message(A, `${String(n)}a`), message(A, `${String(n)}b`)])));
      const values = (await readAll(A)).map(({ value }) => value);
      expect(values).toEqual(Array.from({ length: 50 }, (_, n) => [`${String(n)}a`, `${String(n)}b`]).flat());
    });

    it('refuses a topic that no contract lists, and keeps nothing of that batch', async () => {
      await expect(log.publish([message(A, 'one'), { ...message(A, 'two'), topic: 'nowhere' }])).rejects.toThrow(UnknownTopic);
      await expect(log.ends('nowhere')).rejects.toThrow(UnknownTopic);
      expect(await readAll(A)).toEqual([]);
    });

    it('gives a follower what is there, then what comes, each key in order', async () => {
      await log.publish([message(A, 'a1'), message(B, 'b1')]);
      const { got, subscription } = follow();
      await eventually(() => got.length === 2);
      await log.publish([message(A, 'a2'), message(B, 'b2')]);
      await eventually(() => got.length === 4);
      expect(got.filter(({ key }) => key === A).map(({ value }) => value)).toEqual(['a1', 'a2']);
      expect(got.filter(({ key }) => key === B).map(({ value }) => value)).toEqual(['b1', 'b2']);
      await subscription.stop();
    });

    it('begins where a follower asks', async () => {
      await log.publish([message(A, 'one'), message(A, 'two')]);
      const { values, subscription } = follow({ topics: [TOPIC], from: async (_, partition) => partition === partitionOf(A, 12) ? 1 : 0 });
      await eventually(() => values().length === 1);
      expect(values()).toEqual(['two']);
      await subscription.stop();
    });

    it('hands over one bounded batch at a time and waits for it', async () => {
      await log.publish(Array.from({ length: 10 }, (_, n) => message(A, String(n))));
      const batches: MessageBatch[] = [];
      const letGo: (() => void)[] = [];
      const subscription = log.follow({ ...fromStart, limit: 4 }, async (batch) => {
        batches.push(batch);
        await new Promise<void>((resolve) => { letGo.push(resolve); });
      });
      for (const [index, size] of [4, 4, 2].entries()) {
        await eventually(() => letGo.length === index + 1);
        await log.publish([{ ...message(A, 'x'), topic: 'access-delegation.staff' }]);
        expect(batches.map(({ messages }) => messages.length).at(-1)).toBe(size);
        expect(batches).toHaveLength(index + 1);
        letGo.at(-1)?.();
      }
      await subscription.stop();
    });

    it('hands a member of a group each partition for itself: one that waits holds up no other', async () => {
      const got: string[] = [];
      const letGo = Promise.withResolvers<undefined>();
      // Brokers that have never had a group need a moment.
      const member = new KeptSubscription(() => log.follow({ ...fromStart, group: 'some' }, async ({ messages }) => {
        got.push(...messages.map(({ value }) => value));
        if (messages.some(({ key }) => key === A)) await letGo.promise;
      }));
      member.start();
      await log.publish([message(A, 'a1')]);
      await eventually(() => got.includes('a1'), A_WHILE);
      await log.publish([message(A, 'a2'), message(B, 'b1')]);
      await eventually(() => got.includes('b1'), A_WHILE);
      await log.publish([message(B, 'b2')]);
      await eventually(() => got.includes('b2'), A_WHILE);
      expect(got).toEqual(['a1', 'b1', 'b2']);
      letGo.resolve(undefined);
      await eventually(() => got.includes('a2'), A_WHILE);
      await member.stop();
    });

    it('ends a subscription with the error of its handler', async () => {
      await log.publish([message(A, 'one')]);
      const { done } = log.follow(fromStart, async () => { throw new Error('no'); });
      await expect(done).rejects.toThrow('no');
    });

    it('gives nothing more after a follower has stopped', async () => {
      const { got, subscription } = follow();
      await subscription.stop();
      await subscription.done;
      await log.publish([message(A, 'one')]);
      expect(got).toEqual([]);
    });

    it('refuses to follow from beyond the end: the follower remembers another log', async () => {
      const { subscription } = follow({ topics: [TOPIC], from: async () => 5 });
      await expect(subscription.done).rejects.toThrow(OffsetBeyondEnd);
    });

    it('holds everything after a restart and goes on counting', async () => {
      await log.publish([message(A, 'one')]);
      installation = await installation.restart();
      log = installation.log;
      await log.publish([message(A, 'two')]);
      expect((await readAll(A)).map(({ offset, value }) => [offset, value])).toEqual([[0, 'one'], [1, 'two']]);
    });

    it('finishes what was being published when it closes', async () => {
      const published = log.publish([message(A, 'one')]);
      installation = await installation.restart();
      await published;
      log = installation.log;
      expect(await readAll(A)).toHaveLength(1);
    });

    it('answers nobody once it is closed: what asks then would open what nobody closes', async () => {
      await log.close();
      await expect(log.publish([message(A, 'one')])).rejects.toThrow(LogClosed);
      await expect(log.ends(TOPIC)).rejects.toThrow(LogClosed);
    });
  });
};
