import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/memory';
import { plus, ScriptedClock } from './clock.js';
import type { StoredEvent } from './event.js';
import type { Snapshot, Snapshots } from './folded-stream.js';
import { outcomeOf, payIn, payOut, pursesOf, request, anything } from './testing/purses.js';
import { WatchedStore } from './testing/watched-store.js';

const NOON = '2026-03-02T12:00:00.000Z';
let clock: ScriptedClock;
let engine: MemoryEventStore;
beforeEach(() => {
  clock = new ScriptedClock(NOON);
  engine = new MemoryEventStore(clock);
});

const observed = () => {
  const seen: string[] = [];
  return { seen, observe: (events: readonly StoredEvent[]) => { for (const { stream, version } of events) seen.push(`${stream}@${String(version)}`); } };
};

describe('many readers of one stream', () => {
  it.each([true, false])('fold each event once and see it once (a sole writer: %s)', async (soleWriter) => {
    const others = pursesOf(engine, clock);
    const { seen, observe } = observed();
    const purses = pursesOf(new WatchedStore(engine, soleWriter), clock, { observe });
    await payIn(others, 'purse-1', 'c1');
    await Promise.all([purses.load('purse-1'), purses.load('purse-1'), payIn(purses, 'purse-1', 'c2'), purses.load('purse-1')]);
    if (!soleWriter) await payIn(others, 'purse-1', 'c3');
    const states = await Promise.all([purses.load('purse-1'), purses.load('purse-1'), purses.load('purse-1')]);
    const versions = soleWriter ? [1, 2] : [1, 2, 3];
    for (const { state } of states) expect(state.versions).toEqual(versions);
    expect(seen).toEqual(versions.map((version) => `purse-1@${String(version)}`));
  });

  it('who read what was just appended before its writer heard of it do not make it count twice', async () => {
    const store = new WatchedStore(engine, false);
    const purses = pursesOf(store, clock);
    await payIn(purses, 'purse-1', 'c1');
    store.afterAppend = async () => { await purses.load('purse-1'); };
    await payIn(purses, 'purse-1', 'c2');
    expect((await purses.load('purse-1')).state).toMatchObject({ balance: 2, versions: [1, 2] });
  });

  it('see all that was appended before they asked, though somebody was already reading', async () => {
    const store = new WatchedStore(engine, false);
    const purses = pursesOf(store, clock);
    const second = Promise.withResolvers<number>();
    store.afterRead = async () => {
      store.afterRead = async () => undefined;
      await payIn(pursesOf(engine, clock), 'purse-1', 'theirs');
      purses.load('purse-1').then(({ version }) => { second.resolve(version); }, second.reject);
    };
    await purses.load('purse-1');
    expect(await second.promise).toBe(1);
  });
});

describe('whoever observes', () => {
  it('gets every event before anybody is answered', async () => {
    const { seen, observe } = observed();
    const purses = pursesOf(engine, clock, { observe });
    await payIn(purses, 'purse-1', 'c1').then(() => { expect(seen).toEqual(['purse-1@1']); });
  });

  it('is given again what he could not take', async () => {
    const { seen, observe } = observed();
    let ready = false;
    const purses = pursesOf(new WatchedStore(engine, false), clock, { observe: (events) => {
      if (!ready) throw new Error('not ready');
      observe(events);
    } });
    await payIn(pursesOf(engine, clock), 'purse-1', 'c1');
    await expect(purses.load('purse-1')).rejects.toThrow('not ready');
    expect(await outcomeOf(payIn(purses, 'purse-1', 'c2'))).toBe('Error: not ready');
    ready = true;
    expect((await purses.load('purse-1')).version).toBe(1);
    await payIn(pursesOf(engine, clock), 'purse-1', 'c3');
    ready = false;
    await expect(purses.load('purse-1')).rejects.toThrow('not ready');
    ready = true;
    await purses.load('purse-1');
    expect(seen).toEqual(['purse-1@1', 'purse-1@2']);
  });
});

describe('what is kept folded', () => {
  it('is read once by a sole writer', async () => {
    const store = new WatchedStore(engine);
    const purses = pursesOf(store, clock);
    for (const id of ['c1', 'c2', 'c3']) await payIn(purses, 'purse-1', id);
    expect(await outcomeOf(payOut(purses, 'purse-1', 'c4', 9))).toBe('not-enough');
    expect(store.reads).toEqual(['purse-1']);
  });

  it('is bounded: the stream used least recently is read again', async () => {
    const store = new WatchedStore(engine);
    const purses = pursesOf(store, clock, { capacity: 2 });
    for (const stream of ['a', 'b', 'a', 'c', 'a', 'b']) await payIn(purses, stream, `c${String(store.appends.length)}`);
    expect(store.reads).toEqual(['a', 'b', 'c', 'b']);
    expect((await purses.load('a')).version).toBe(3);
  });

  it('stays right when a look-up drives the stream out in the middle of its turn', async () => {
    const purses = pursesOf(engine, clock, { capacity: 1 });
    await payIn(purses, 'purse-1', 'c1');
    const lookUp = async () => ({ facts: { most: 100 + (await purses.load('purse-2')).version + (await purses.load('purse-1')).version }, decidedOn: [] });
    const both = await Promise.all([purses.execute('purse-1', { type: 'pay-in', amount: 1 }, request('c2'), lookUp), purses.load('purse-1'), purses.load('purse-2')]);
    expect(both[0].version).toBe(2);
    expect((await purses.load('purse-1')).state.versions).toEqual([1, 2]);
  });

  it('is what was appended, not what a reader found before and brings late', async () => {
    const store = new WatchedStore(engine);
    const purses = pursesOf(store, clock, { capacity: 1 });
    await payIn(purses, 'purse-1', 'c1');
    const appended = Promise.withResolvers<undefined>();
    let late: Promise<unknown> = Promise.resolve();
    const lookUp = async () => {
      await purses.load('purse-2');
      store.afterRead = async () => { await appended.promise; };
      late = purses.load('purse-1');
      return { facts: { most: 100 }, decidedOn: [] };
    };
    await purses.execute('purse-1', { type: 'pay-in', amount: 1 }, request('c2'), lookUp);
    appended.resolve(undefined);
    await late;
    expect((await purses.load('purse-1')).version).toBe(2);
  });

  it('of more than a page of events is read to its end', async () => {
    const purses = pursesOf(engine, clock);
    await Promise.all(Array.from({ length: 1_100 }, (_, index) => purses.execute('purse-1', { type: 'pay-in-twice', amount: 1 }, request(`c${String(index)}`), anything)));
    expect((await pursesOf(engine, clock).load('purse-1')).state).toMatchObject({ balance: 2_200, movements: 2_200 });
  });
});

describe('a snapshot', () => {
  const kept = new Map<string, Snapshot<unknown>>();
  const snapshots: Snapshots = {
    load: async (stream) => kept.get(stream),
    save: async (stream, snapshot) => { kept.set(stream, JSON.parse(JSON.stringify(snapshot)) as Snapshot<unknown>); },
  };
  const written = async (): Promise<void> => {
    kept.clear();
    const purses = pursesOf(engine, clock, { snapshots });
    for (let index = 0; index < 1_001; index += 1) await payIn(purses, 'purse-1', `c${String(index)}`);
    expect(kept.get('purse-1')).toMatchObject({ version: 1_000, shape: 1 });
  };

  it('is written every 1,000 events and spares their reading, command ids included', async () => {
    await written();
    const { seen, observe } = observed();
    const again = pursesOf(engine, clock, { snapshots, observe });
    expect((await again.load('purse-1')).state).toMatchObject({ balance: 1_001 });
    expect(seen).toEqual(['purse-1@1001']);
    expect(await outcomeOf(payIn(again, 'purse-1', 'c5'))).toBe(6);
    expect(await outcomeOf(again.execute('purse-1', { type: 'look', amount: 0 }, request('c5', { bodyHash: 'other' }), anything))).toBe('idempotency-key-reused');
  });

  it('of another shape, or one that cannot be had, is as none', async () => {
    await written();
    const lost: Snapshots = { load: async () => Promise.reject(new Error('lost')), save: async () => Promise.reject(new Error('lost')) };
    for (const [kind, stateShape] of [[snapshots, 2], [lost, 1]] as const) {
      const { seen, observe } = observed();
      expect((await pursesOf(engine, clock, { snapshots: kind, observe }, stateShape).load('purse-1')).state).toMatchObject({ balance: 1_001 });
      expect(seen).toHaveLength(1_001);
    }
  });
});

describe('the commands a stream has seen', () => {
  it('are remembered for 30 days of its history', async () => {
    const purses = pursesOf(engine, clock);
    await payIn(purses, 'purse-1', 'c1');
    const repeated = () => outcomeOf(purses.execute('purse-1', { type: 'look', amount: 0 }, request('c1', { bodyHash: 'other' }), anything));
    await clock.advanceTo(plus(NOON, 30 * 24 * 60 * 60 * 1000));
    await payIn(purses, 'purse-1', 'c2');
    expect(await repeated()).toBe('idempotency-key-reused');
    await clock.advanceTo(plus(clock.now(), 1));
    await payIn(purses, 'purse-1', 'c3');
    expect(await repeated()).toBe(3);
  });

  it('are decided anew once forgotten, beside others of the same moment', async () => {
    const purses = pursesOf(engine, clock);
    await payIn(purses, 'purse-1', 'c1');
    await clock.advanceTo(plus(NOON, 31 * 24 * 60 * 60 * 1000));
    await payIn(purses, 'purse-1', 'c2');
    expect(await Promise.all(['c3', 'c1', 'c4'].map((id) => outcomeOf(payIn(purses, 'purse-1', id))))).toEqual([3, 4, 5]);
  });
});
