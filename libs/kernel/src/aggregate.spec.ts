import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MemoryEventStore } from '#event-store/memory';
import { SqliteEventStore } from '#event-store/sqlite';
import { ScriptedClock } from './clock.js';
import { EventTooLarge, type EventStore } from './event-store.js';
import { anything, outcomeOf, payIn, payOut, pursesOf, request, upTo, type Purses } from './testing/purses.js';
import { WatchedStore } from './testing/watched-store.js';

const NOON = '2026-03-02T12:00:00.000Z';
const EARLIER = '2026-03-02T11:00:00.000Z';
const directories: string[] = [];
const onDisk = (clock: ScriptedClock): EventStore => {
  const directory = mkdtempSync(join(tmpdir(), 'purses-'));
  directories.push(directory);
  return SqliteEventStore.open(join(directory, 'events.sqlite'), clock, { maxEventBytes: 5_000 });
};
const inMemory = (clock: ScriptedClock): EventStore => new MemoryEventStore(clock, { maxEventBytes: 5_000 });

let clock: ScriptedClock;
let store: WatchedStore;
let purses: Purses;
const history = async (stream = 'purse-1') => store.read(stream);

describe.each([['memory', inMemory], ['SQLite', onDisk]])('an aggregate on %s', (_, open) => {
  beforeEach(() => {
    clock = new ScriptedClock(NOON);
    store = new WatchedStore(open(clock));
    purses = pursesOf(store, clock);
  });
  afterEach(async () => {
    await store.close();
    for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
  });

  describe('a command', () => {
    it('is recorded with who, why, on what and in which capacity', async () => {
      const context = request('c1', { note: 'a present', reasonCode: 'GIFT', traceparent: '00-1-2-01', actor: { kind: 'client', id: 'bank', assurance: 'low', onBehalfOf: 'aunt' } });
      const receipt = await purses.execute('purse-1', { type: 'pay-in-twice', amount: 5 }, context, async () => ({ facts: { most: 10 }, decidedOn: [{ stream: 'limits', version: 3 }] }));
      expect(receipt).toEqual({ stream: 'purse-1', version: 2, token: '[{"stream":"purse-1","version":2}]' });
      const events = await history();
      expect(events.map(({ metadata: { eventId, note } }) => [eventId, note])).toEqual([
        ['c1/purse-1/1', 'sealed a present for owner in c1/purse-1/1'], ['c1/purse-1/2', 'sealed a present for owner in c1/purse-1/2'],
      ]);
      expect(events[0]).toMatchObject({ type: 'PaidIn', data: { amount: 5 }, version: 1 });
      expect(events[0]?.metadata).toMatchObject({
        commandId: 'c1', bodyHash: 'body', schemaVersion: 1, recordedAt: NOON, correlationId: 'correlation', causationId: 'c1', traceparent: '00-1-2-01', subject: 'owner', reasonCode: 'GIFT',
        actor: { kind: 'client', id: 'bank', assurance: 'low', onBehalfOf: 'aunt', capacity: 'OWNER' }, decidedOn: [{ stream: 'limits', version: 3 }],
      });
    });

    it('says nothing of facts, notes and reasons that it does not have', async () => {
      await payIn(purses, 'purse-1', 'c1');
      expect(Object.keys((await history())[0]?.metadata ?? {})).not.toEqual(expect.arrayContaining(['decidedOn']));
      expect((await history())[0]?.metadata).not.toMatchObject({ note: expect.anything() });
    });

    it('that changes nothing is answered with the version as it is', async () => {
      await payIn(purses, 'purse-1', 'c1');
      expect(await outcomeOf(purses.execute('purse-1', { type: 'look', amount: 0 }, request('c2'), anything))).toBe(1);
      expect(store.appends).toHaveLength(1);
    });

    it('previewed comes to the same events and records nothing', async () => {
      await payIn(purses, 'purse-1', 'c1', 5);
      const decision = await purses.preview('purse-1', { type: 'pay-out', amount: 2 }, request('c2'), anything);
      expect(decision).toMatchObject({ events: [{ type: 'PaidOut', data: { amount: 2 } }], as: { capacity: 'OWNER' } });
      await expect(purses.preview('purse-1', { type: 'pay-out', amount: 6 }, request('c2'), anything)).rejects.toMatchObject({ code: 'not-enough' });
      expect(await history()).toHaveLength(1);
      expect(await outcomeOf(payOut(purses, 'purse-1', 'c2', 5))).toBe(2);
    });

    it('is decided and recorded no earlier than what came before, though the clock stepped back', async () => {
      await payIn(purses, 'purse-1', 'c1');
      await clock.advanceTo(EARLIER);
      await payIn(purses, 'purse-1', 'c2');
      await purses.preview('purse-1', { type: 'pay-out', amount: 1 }, request('c3'), anything);
      expect((await purses.load('purse-1')).state.seenAt).toEqual([NOON, NOON]);
    });
  });

  describe('a command that comes again', () => {
    it('gets the same receipt and records nothing, in this process and the next', async () => {
      const first = await payIn(purses, 'purse-1', 'c1');
      await payIn(purses, 'purse-1', 'c2');
      expect(await payIn(purses, 'purse-1', 'c1')).toEqual(first);
      expect(await payIn(pursesOf(store, clock), 'purse-1', 'c1')).toEqual(first);
      expect(store.appends).toHaveLength(2);
    });

    it('gets the same receipt though the facts could not be looked up again', async () => {
      const first = await payIn(purses, 'purse-1', 'c1');
      const failing = async () => Promise.reject(new Error('no facts'));
      expect(await purses.execute('purse-1', { type: 'pay-in', amount: 1 }, request('c1'), failing)).toEqual(first);
    });

    it('at the same moment is done once', async () => {
      const receipts = await Promise.all([payIn(purses, 'purse-1', 'c1'), payIn(purses, 'purse-1', 'c1'), payIn(purses, 'purse-1', 'c1')]);
      expect(new Set(receipts.map(({ version }) => version))).toEqual(new Set([1]));
      expect(await history()).toHaveLength(1);
    });

    it.each(['later', 'at the same moment'])('with another body %s is refused', async (when) => {
      const first = payIn(purses, 'purse-1', 'c1');
      if (when === 'later') await first;
      const other = purses.execute('purse-1', { type: 'pay-in', amount: 9 }, request('c1', { bodyHash: 'other' }), anything);
      await expect(other).rejects.toMatchObject({ name: 'DomainError', kind: 'conflict', code: 'idempotency-key-reused' });
      expect((await first).version).toBe(1);
      expect(await history()).toHaveLength(1);
    });

    it('after a refusal is decided anew', async () => {
      expect(await outcomeOf(payOut(purses, 'purse-1', 'c1'))).toBe('not-enough');
      await payIn(purses, 'purse-1', 'c2');
      expect(await outcomeOf(payOut(purses, 'purse-1', 'c1'))).toBe(2);
    });

    it('because its answer was lost after the commit is answered, not done twice', async () => {
      store.afterAppend = async () => { throw new Error('the connection broke'); };
      expect(await outcomeOf(payIn(purses, 'purse-1', 'c1'))).toBe('Error: the connection broke');
      store.afterAppend = async () => undefined;
      expect((await purses.load('purse-1')).version).toBe(1);
      expect(await outcomeOf(payIn(purses, 'purse-1', 'c1'))).toBe(1);
      expect((await purses.load('purse-1')).state.balance).toBe(1);
      expect(await history()).toHaveLength(1);
    });
  });

  describe('commands that wait for one stream', () => {
    it('are decided one on the other and recorded in one append', async () => {
      const outcomes = await Promise.all([
        payIn(purses, 'purse-1', 'c1', 5), payOut(purses, 'purse-1', 'c2', 3), payOut(purses, 'purse-1', 'c3', 3), payIn(purses, 'purse-1', 'c4', 1), payOut(purses, 'purse-1', 'c5', 3),
      ].map(outcomeOf));
      expect(outcomes).toEqual([1, 2, 'not-enough', 3, 4]);
      expect(store.appends.map((events) => events.length)).toEqual([4]);
      expect((await purses.load('purse-1')).state).toMatchObject({ balance: 0, versions: [1, 2, 3, 4] });
    });

    it('do not suffer from a fault in the rules met by one of them, or facts that one of them could not get', async () => {
      const unfound = async () => Promise.reject(new Error('no facts'));
      const outcomes = await Promise.all([
        payIn(purses, 'purse-1', 'c1'), purses.execute('purse-1', { type: 'break', amount: 0 }, request('c2'), anything),
        purses.execute('purse-1', { type: 'pay-in', amount: 1 }, request('c3'), unfound), payIn(purses, 'purse-1', 'c4'),
      ].map(outcomeOf));
      expect(outcomes).toEqual([1, 'TypeError: a fault in the rules', 'Error: no facts', 2]);
    });

    it('do not suffer from one whose event is too large', async () => {
      const huge = purses.execute('purse-1', { type: 'pay-in', amount: 1 }, request('c2', { note: 'x'.repeat(6_000) }), anything);
      const outcomes = await Promise.allSettled([payIn(purses, 'purse-1', 'c1'), huge, payIn(purses, 'purse-1', 'c3')]);
      expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.version : outcome.reason instanceof EventTooLarge))).toEqual([1, true, 2]);
    });

    it('are all answered that the store failed, and the next finds it well', async () => {
      store.beforeAppend = async () => { throw new Error('disk full'); };
      expect(await Promise.all([payIn(purses, 'purse-1', 'c1'), payIn(purses, 'purse-1', 'c2')].map(outcomeOf))).toEqual(['Error: disk full', 'Error: disk full']);
      store.beforeAppend = async () => undefined;
      expect(await outcomeOf(payIn(purses, 'purse-1', 'c1'))).toBe(1);
    });

    it('are answered only once what they rest on is committed, refusals included', async () => {
      const committing = Promise.withResolvers<undefined>();
      const answered: string[] = [];
      store.beforeAppend = async () => { await committing.promise; };
      const both = [payIn(purses, 'purse-1', 'c1'), payOut(purses, 'purse-1', 'c2', 9)].map(async (one) => answered.push(String(await outcomeOf(one))));
      await new Promise((resolve) => { setImmediate(resolve); });
      expect([store.appends.length, answered]).toEqual([1, []]);
      committing.resolve(undefined);
      await Promise.all(both);
      expect(answered).toEqual(['1', 'not-enough']);
    });

    it('look up facts each for itself, on the state before the turn', async () => {
      await payIn(purses, 'purse-1', 'c0', 2);
      const seen: number[] = [];
      const looking = (most: number) => async ({ balance }: { readonly balance: number }) => {
        seen.push(balance);
        return upTo(most)({ balance, movements: 0, versions: [], seenAt: [] });
      };
      const put = (id: string, most: number) => purses.execute('purse-1', { type: 'pay-in', amount: 5 }, request(id), looking(most));
      expect(await Promise.all([put('c1', 10), put('c2', 10), put('c3', 100)].map(outcomeOf))).toEqual([2, 'too-much', 3]);
      expect(seen).toEqual([2, 2, 2]);
    });
  });
});

describe('any commands in any order, some of them repeated', () => {
  const sent = fc.record({ stream: fc.constantFrom('purse-1', 'purse-2'), id: fc.nat(12), pause: fc.boolean(), by: fc.nat(1) });

  it('leave each command in the history once, a balance that never was below zero, and one answer per command', async () => {
    await fc.assert(fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 60 }), fc.boolean(), async (commands, alone) => {
      clock = new ScriptedClock(NOON);
      store = new WatchedStore(new MemoryEventStore(clock), alone);
      const writers = [pursesOf(store, clock, { capacity: 1 }), pursesOf(store, clock)] as const;
      const versions = new Map<string, Set<number>>();
      const waiting: Promise<unknown>[] = [];
      for (const { stream, id, pause, by } of commands) {
        const pay = id % 3 === 0 ? payOut : payIn;
        const answer = outcomeOf(pay(writers[alone ? 0 : by] ?? writers[0], stream, `c${String(id)}`, 1 + (id % 2)));
        waiting.push(answer.then((version) => {
          if (typeof version === 'number') versions.set(`${stream} c${String(id)}`, (versions.get(`${stream} c${String(id)}`) ?? new Set()).add(version));
          else expect(['not-enough', 'too-many-writers']).toContain(version);
        }));
        if (pause) await answer;
      }
      await Promise.all(waiting);
      for (const stream of ['purse-1', 'purse-2']) {
        const events = await history(stream);
        const balances = events.reduce<number[]>((all, { type, data }) => [...all, (all.at(-1) ?? 0) + Number(data['amount']) * (type === 'PaidIn' ? 1 : -1)], []);
        expect(new Set(events.map(({ metadata }) => metadata.commandId)).size).toBe(events.length);
        expect(Math.min(0, ...balances)).toBe(0);
        for (const { version, metadata } of events) expect([...(versions.get(`${stream} ${metadata.commandId}`) ?? [version])]).toEqual([version]);
        for (const writer of writers) expect((await writer.load(stream)).state).toMatchObject({ balance: balances.at(-1) ?? 0, movements: events.length, versions: events.map(({ version }) => version) });
      }
    }), { numRuns: 150 });
  });
});
