import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '#kernel';
import { Consumer, type ConsumerOptions } from '../consumer.js';
import type { OutgoingMessage } from '../message.js';
import { endsOf } from '../progress.js';
import { partitionOf } from '../partitioner.js';
import { deadTopicOf } from '../topic-layout.js';
import { eventually } from './eventually.js';
import { garbled, missing, restored, sent, sourceOf, TOPIC, unheardOf, uuid } from './facts.js';
import { heldUp } from './held-up.js';
import type { Install, Installation } from './installation.js';
import { Notebook } from './notebook.js';
import { describeParallelKeys } from './parallel-keys.contract.js';

const A = uuid(1);
/** Shares its partition with A, so that a poisoned A could hold it up. */
const B = Array.from({ length: 100 }, (_, n) => uuid(n + 2)).find((id) => partitionOf(id, 12) === partitionOf(A, 12)) ?? '';
const facts = (authority: string, from: number, to: number): OutgoingMessage[] =>
  Array.from({ length: to - from + 1 }, (_, n) => sent(missing(authority, from + n)));
const upTo = (last: number): number[] => Array.from({ length: last }, (_, n) => n + 1);

/** How a consumer group behaves, whatever its log and its documents are kept in. */
export const describeConsumer = (name: string, install: Install): void => {
  describeParallelKeys(name, install);
  describe(`consuming facts on ${name}`, () => {
    let installation: Installation;
    let notebook: Notebook;
    let consumer: Consumer;
    let begun: Consumer[] = [];

    const begin = (options: Partial<ConsumerOptions> = {}): void => {
      const { log, documents } = installation;
      const before = notebook as Notebook | undefined;
      notebook = new Notebook(documents);
      if (before) Object.assign(notebook, { disturb: before.disturb, afterwards: before.afterwards, seatOf: before.seatOf });
      consumer = new Consumer({ log, documents, group: 'notes', topics: [TOPIC], handlers: notebook, pausesMillis: [1], ...options });
      consumer.start();
      begun.push(consumer);
    };
    const restart = async (): Promise<void> => {
      await consumer.stop();
      installation = await installation.restart();
      begin();
    };
    const publish = async (...messages: readonly OutgoingMessage[]): Promise<void> => {
      await installation.log.publish(messages);
      await consumer.caughtUp();
    };
    const seen = (authority: string) => notebook.seen(sourceOf(authority));
    const dead = async (): Promise<number> => {
      const ends = await endsOf(installation.log, [deadTopicOf(TOPIC)]);
      return Object.values(ends).flat().reduce((sum, end) => sum + end, 0);
    };
    const parkedCodes = async () => (await consumer.parkedKeys()).map(({ key, code }) => [key, code]);

    beforeEach(async () => {
      installation = await install();
      begun = [];
      begin();
      Object.assign(notebook, new Notebook(installation.documents));
    });
    afterEach(async () => {
      for (const one of begun) await one.stop();
      await installation.close();
    });

    it('takes the facts of each key in order, each once', async () => {
      await publish(...facts(A, 1, 3), ...facts(B, 1, 2), ...facts(A, 4, 5));
      expect(await seen(A)).toEqual(upTo(5));
      expect(await seen(B)).toEqual(upTo(2));
    });

    it('is not harmed by facts that arrive three times', async () => {
      await publish(...facts(A, 1, 3), ...facts(A, 1, 3), ...facts(A, 2, 2), ...facts(A, 3, 4));
      expect(await seen(A)).toEqual(upTo(4));
      expect(await parkedCodes()).toEqual([]);
    });

    it('goes on where it was after a restart, and does nothing twice', async () => {
      await publish(...facts(A, 1, 2));
      await restart();
      await publish(...facts(A, 3, 4));
      expect(await seen(A)).toEqual(upTo(4));
      expect(notebook.calls).toBe(2);
    });

    it('is not harmed by a broker that delivers everything again', async () => {
      await publish(...facts(A, 1, 2), garbled(B, 1));
      await consumer.stop();
      const { log } = installation;
      const follow = log.follow.bind(log);
      log.follow = (following, handle) => follow({ ...following, from: async () => 0 }, handle);
      begin();
      await publish(...facts(A, 3, 3));
      expect([await seen(A), await parkedCodes(), await dead()]).toEqual([[1, 2, 3], [[B, 'not-json']], 1]);
    });

    it('lets two groups each take everything', async () => {
      const second = new Notebook(installation.documents);
      const other = new Consumer({ log: installation.log, documents: installation.documents, group: 'others', topics: [TOPIC], handlers: second });
      other.start();
      await publish(...facts(A, 1, 2));
      await other.caughtUp();
      expect([notebook.calls, second.calls]).toEqual([2, 2]);
      await other.stop();
    });

    it('passes over types nobody handles and types it never heard of; what follows them is taken', async () => {
      notebook.ignored = ['access-delegation.manager-restored.v1'];
      await publish(sent(missing(A, 1)), sent(restored(A, 2)), unheardOf(A, 3), sent(missing(A, 4)));
      expect(await seen(A)).toEqual([1, 4]);
      expect(await parkedCodes()).toEqual([]);
    });

    it('parks a key at a gap, and takes everything in order once the missing fact came and an operator replays', async () => {
      await publish(...facts(A, 1, 1), ...facts(A, 3, 4), ...facts(B, 1, 2));
      expect(await parkedCodes()).toEqual([[A, 'gap']]);
      expect([await seen(A), await seen(B)]).toEqual([[1], [1, 2]]);
      await publish(...facts(A, 2, 2));
      expect(await seen(A)).toEqual([1]);
      expect(await consumer.replay(A)).toEqual({ applied: 3, left: 0 });
      expect(await seen(A)).toEqual(upTo(4));
      await publish(...facts(A, 5, 5));
      expect(await seen(A)).toEqual(upTo(5));
    });

    it('parks the key of a poison message with everything after it, copies it aside, and goes on with other keys', async () => {
      await publish(...facts(A, 1, 1), garbled(A, 2), ...facts(B, 1, 3), ...facts(A, 3, 3));
      expect([await seen(A), await seen(B)]).toEqual([[1], [1, 2, 3]]);
      expect(await parkedCodes()).toEqual([[A, 'not-json']]);
      expect([await consumer.parked(A), await consumer.parked(B)]).toEqual([true, false]);
      expect(await dead()).toBe(1);
      expect(consumer.problem()).toBeUndefined();
    });

    it('keeps a key parked through a restart, and what still fails through a replay', async () => {
      await publish(...facts(A, 1, 1), garbled(A, 2), ...facts(A, 3, 3));
      await restart();
      await publish(...facts(A, 4, 4));
      expect(await consumer.replay(A)).toEqual({ applied: 0, left: 3 });
      expect(await parkedCodes()).toEqual([[A, 'not-json']]);
    });

    /** A has 1 taken, 2 parked by a bug that is mended since, and 3 under way in a member whose commits are held up. */
    const mended = async () => {
      notebook.afterwards = ({ key, sequence }) => { if (key === A && sequence === 2) throw new Error('a bug'); };
      await publish(...facts(A, 1, 2));
      await consumer.stop();
      notebook.afterwards = () => undefined;
      const late = heldUp(installation.documents);
      begin({ documents: late.documents });
      const member = consumer;
      await installation.log.publish(facts(A, 3, 3));
      await eventually(late.stopped);
      return { late, member };
    };

    it('takes a message once its key was replayed elsewhere while it was about to be kept aside', async () => {
      const { late, member } = await mended();
      const elsewhere = new Consumer({ log: installation.log, documents: installation.documents, group: 'notes', topics: [TOPIC], handlers: notebook });
      expect(await elsewhere.replay(A)).toEqual({ applied: 1, left: 0 });
      late.goOn();
      await member.caughtUp();
      expect([await seen(A), await parkedCodes(), member.problem()]).toEqual([upTo(3), [], undefined]);
    });

    it('replays what was kept aside elsewhere meanwhile, too', async () => {
      const { late, member } = await mended();
      const replaying = heldUp(installation.documents);
      const elsewhere = new Consumer({ log: installation.log, documents: replaying.documents, group: 'notes', topics: [TOPIC], handlers: notebook });
      const report = elsewhere.replay(A);
      await eventually(replaying.stopped);
      late.goOn();
      await member.caughtUp();
      expect(await seen(A)).toEqual([1]);
      replaying.goOn();
      expect([await report, await seen(A), await parkedCodes()]).toEqual([{ applied: 2, left: 0 }, upTo(3), []]);
    });

    it('tries a technical failure again and parks nothing', async () => {
      let failures = 1;
      notebook.disturb = () => { if (failures-- > 0) throw new Error('a line is down'); };
      await publish(...facts(A, 1, 2));
      expect(await seen(A)).toEqual([1, 2]);
      expect(await parkedCodes()).toEqual([]);
    });

    it('waits for what is unavailable, says so, and parks nothing', async () => {
      let away = true;
      notebook.disturb = () => { if (away) throw new DomainError('unavailable', 'store-away', 'the store is away'); };
      await installation.log.publish(facts(A, 1, 2));
      await eventually(() => consumer.problem() === 'DomainError: the store is away');
      expect([await seen(A), await parkedCodes(), await dead()]).toEqual([[], [], 0]);
      away = false;
      await consumer.caughtUp();
      expect([await seen(A), await parkedCodes(), consumer.problem()]).toEqual([[1, 2], [], undefined]);
    });

    it('parks what keeps failing with nothing of it written, and takes it all when it is healed', async () => {
      notebook.afterwards = ({ key, sequence }) => { if (key === A && sequence === 2) throw new Error('a bug'); };
      await publish(...facts(A, 1, 3), ...facts(B, 1, 1));
      expect(await seen(A)).toEqual([1]);
      expect((await consumer.parkedKeys()).map(({ code, reason }) => [code, reason])).toEqual([['handler-failed', 'Error: a bug']]);
      notebook.afterwards = () => undefined;
      expect(await consumer.replay(A)).toEqual({ applied: 2, left: 0 });
      expect(await seen(A)).toEqual(upTo(3));
    });

    it('parks a refusal of the business at once', async () => {
      notebook.disturb = () => { throw new DomainError('conflict', 'taken', 'taken'); };
      await publish(...facts(A, 1, 1));
      expect(notebook.calls).toBe(1);
      expect(await consumer.parked(A)).toBe(true);
    });

    it('parks only the one whose commit is refused, not its batch', async () => {
      notebook.seatOf = ({ key, sequence }) => sequence === 2 || key === B ? 'the only one' : undefined;
      await publish(...facts(A, 1, 3), ...facts(B, 1, 1));
      expect([await seen(A), await seen(B)]).toEqual([[1, 2, 3], []]);
      expect(await parkedCodes()).toEqual([[B, 'handler-failed']]);
    });

    it('loses nothing and does nothing twice when it stops after the effect and before the commit', async () => {
      const { documents } = installation;
      const commit = documents.commit.bind(documents);
      let crashes = 3;
      Object.assign(documents, { commit: async (...args: Parameters<typeof commit>) => {
        if (crashes-- > 0) throw new Error('the disk is full');
        return commit(...args);
      } });
      await installation.log.publish(facts(A, 1, 3));
      await eventually(() => consumer.problem() !== undefined);
      await consumer.caughtUp();
      expect(await seen(A)).toEqual(upTo(3));
      expect(notebook.calls).toBeGreaterThan(3);
      expect(consumer.problem()).toBeUndefined();
    });

    it('does nothing twice when it stops before the commit and starts anew', async () => {
      const { documents } = installation;
      const healthy = documents.commit.bind(documents);
      Object.assign(documents, { commit: async () => { throw new Error('the machine stops'); } });
      await installation.log.publish(facts(A, 1, 3));
      await eventually(() => notebook.calls === 3);
      Object.assign(documents, { commit: healthy });
      await restart();
      await consumer.caughtUp();
      expect(await seen(A)).toEqual(upTo(3));
    });

    it('changes nothing when it comes late: what another member took meanwhile stands, and is passed over', async () => {
      await consumer.stop();
      const late = heldUp(installation.documents);
      begin({ documents: late.documents });
      const first = consumer;
      await installation.log.publish(facts(A, 1, 3));
      await eventually(late.stopped);
      // The same messages, given to another member.
      const twin = await install();
      await twin.log.publish(facts(A, 1, 5));
      begin({ log: twin.log });
      await consumer.caughtUp();
      late.goOn();
      await first.stop();
      expect([await seen(A), await consumer.lag(), await parkedCodes(), await dead(), first.problem()]).toEqual([upTo(5), 0, [], 0, undefined]);
      await consumer.stop();
      await twin.close();
    });

    it('takes batches of a bounded size while thousands wait', async () => {
      await consumer.stop();
      begin({ group: 'slow', limit: 50 });
      await publish(...facts(A, 1, 1_000));
      expect(await seen(A)).toEqual(upTo(1_000));
    });
  });
};
