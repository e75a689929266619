import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CollectionDefinition } from '#persistence';
import { Consumer, type ConsumerOptions } from '../consumer.js';
import type { FactHandlers } from '../delivery.js';
import { partitionOf } from '../partitioner.js';
import { eventually } from './eventually.js';
import { garbled, missing, sent, sourceOf, TOPIC, uuid } from './facts.js';
import type { Install, Installation } from './installation.js';
import { Notebook } from './notebook.js';

const A_WHILE = 20_000;
const A = uuid(1);
const others = Array.from({ length: 100 }, (_, n) => uuid(n + 2));
const isWithA = (id: string): boolean => partitionOf(id, 12) === partitionOf(A, 12);
const B = others.find(isWithA) ?? '';
const ELSEWHERE = others.find((id) => !isWithA(id)) ?? '';

type Tally = { readonly id: string; readonly count: number };
const tallies: CollectionDefinition<Tally> = { name: 'tallies', indexes: [] };

/** Facts of one key in order, those of others meanwhile, whatever log and documents are kept in. */
export const describeParallelKeys = (name: string, install: Install): void => {
  describe(`consuming keys in parallel on ${name}`, () => {
    let installation: Installation;
    let notebook: Notebook;
    let consumer: Consumer;

    const begin = (options: Partial<ConsumerOptions> = {}): void => {
      const { log, documents } = installation;
      notebook = new Notebook(documents);
      consumer = new Consumer({ log, documents, group: 'notes', topics: [TOPIC], handlers: notebook, pausesMillis: [1], ...options });
      consumer.start();
    };
    const publish = (authority: string, ...sequences: readonly number[]): Promise<void> =>
      installation.log.publish(sequences.map((sequence) => sent(missing(authority, sequence))));
    const seen = (authority: string): Promise<readonly number[]> => notebook.seen(sourceOf(authority));

    beforeEach(async () => { installation = await install(); });
    afterEach(async () => {
      await consumer.stop();
      await installation.close();
    });

    it('takes facts of another partition while a key waits, with their effects', async () => {
      begin();
      const waiting = Promise.withResolvers<undefined>();
      let waits = false;
      notebook.disturb = async ({ key }) => {
        if (key !== A) return;
        waits = true;
        await waiting.promise;
      };
      await publish(A, 1);
      await eventually(() => waits, A_WHILE);
      await publish(ELSEWHERE, 1, 2);
      await eventually(async () => (await seen(ELSEWHERE)).length === 2, A_WHILE);
      expect(await seen(A)).toEqual([]);
      waiting.resolve(undefined);
      await consumer.caughtUp();
      expect(await seen(A)).toEqual([1]);
    });

    it('handles the keys of one batch at once, and parks one without the other', async () => {
      await installation.log.publish([sent(missing(A, 1)), garbled(A, 2), sent(missing(B, 1)), sent(missing(B, 2))]);
      begin();
      let met = false;
      notebook.disturb = async ({ key }) => {
        met ||= key === B;
        await eventually(() => met, A_WHILE);
      };
      await consumer.caughtUp();
      expect([await seen(A), await seen(B), await consumer.parked(A), await consumer.parked(B)]).toEqual([[1], [1, 2], true, false]);
    });

    it('handles as many keys at once as it may, and never two facts of one key', async () => {
      const keys = [A, B, ELSEWHERE, ...others.slice(0, 9)];
      for (const key of new Set(keys)) await publish(key, 1, 2, 3);
      begin({ keysAtOnce: 3 });
      const running: string[] = [];
      let most = 0;
      let twice = false;
      notebook.disturb = async ({ key }) => {
        twice ||= running.includes(key);
        running.push(key);
        most = Math.max(most, running.length);
        await eventually(() => most >= 3, A_WHILE);
        running.splice(running.indexOf(key), 1);
      };
      await consumer.caughtUp();
      expect([most, twice]).toEqual([3, false]);
      for (const key of keys) expect(await seen(key)).toEqual([1, 2, 3]);
    });

    it('takes keys that write to the same document one after the other: nothing is written over', async () => {
      const { documents } = installation;
      const tally = documents.collection(tallies);
      const counting: FactHandlers = {
        handles: () => true,
        handle: async (_, { documents: unit }) => {
          const count = (await unit.get(tally, 'all'))?.count ?? 0;
          unit.put(tally, { id: 'all', count: count + 1 });
        },
      };
      await installation.log.publish([A, B].flatMap((key) => [1, 2, 3].map((sequence) => sent(missing(key, sequence)))));
      begin({ handlers: counting });
      await consumer.caughtUp();
      expect(await tally.get('all')).toEqual({ id: 'all', count: 6 });
    });
  });
};
