import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/memory';
import { ScriptedClock } from './clock.js';
import type { Purse } from './testing/purse.js';
import { anything, outcomeOf, payIn, payOut, pursesOf, request, type Purses } from './testing/purses.js';
import { WatchedStore } from './testing/watched-store.js';

const clock = new ScriptedClock('2026-03-02T12:00:00.000Z');
let ours: WatchedStore;
let purses: Purses;
let others: Purses;

/** Two instances of a service on one store; neither may trust that nobody else writes. */
beforeEach(() => {
  const engine = new MemoryEventStore(clock);
  ours = new WatchedStore(engine, false);
  purses = pursesOf(ours, clock);
  others = pursesOf(new WatchedStore(engine, false), clock);
});

/** Once, between our decision and our append. */
const meanwhile = (write: () => Promise<unknown>): void => {
  ours.beforeAppend = async () => {
    ours.beforeAppend = async () => undefined;
    await write();
  };
};

describe('when another writer won', () => {
  it('all that waited are decided again on what he recorded', async () => {
    await payIn(purses, 'purse-1', 'c1', 5);
    meanwhile(() => payOut(others, 'purse-1', 'theirs', 4));
    const outcomes = await Promise.all([payOut(purses, 'purse-1', 'c2', 4), payIn(purses, 'purse-1', 'c3', 1), payOut(purses, 'purse-1', 'c4', 2)].map(outcomeOf));
    expect(outcomes).toEqual(['not-enough', 3, 4]);
    expect((await purses.load('purse-1')).state).toMatchObject({ balance: 0, versions: [1, 2, 3, 4] });
  });

  it('the same events are recorded under the ids of their new place', async () => {
    meanwhile(() => payIn(others, 'purse-1', 'theirs'));
    await payIn(purses, 'purse-1', 'c1');
    const ids = ours.appends.map((events) => events.map(({ metadata }) => metadata.eventId));
    expect(ids).toEqual([['c1/purse-1/1'], ['c1/purse-1/2']]);
  });

  it('facts are looked up again, and the newest are recorded as what was decided on', async () => {
    let version = 0;
    const seen: number[] = [];
    const lookUp = async ({ balance }: Purse) => {
      seen.push(balance);
      return { facts: { most: 100 }, decidedOn: [{ stream: 'limits', version: ++version }] };
    };
    meanwhile(() => payIn(others, 'purse-1', 'theirs', 7));
    await purses.execute('purse-1', { type: 'pay-in', amount: 1 }, request('c1'), lookUp);
    expect(seen).toEqual([0, 7]);
    expect((await ours.read('purse-1'))[1]?.metadata.decidedOn).toEqual([{ stream: 'limits', version: 2 }]);
  });

  it('with the very same command, it is answered as his was', async () => {
    meanwhile(() => payIn(others, 'purse-1', 'c1'));
    expect(await outcomeOf(payIn(purses, 'purse-1', 'c1'))).toBe(1);
    expect(await ours.read('purse-1')).toHaveLength(1);
  });

  it('again and again, the caller is told to try later', async () => {
    let round = 0;
    ours.beforeAppend = async () => { await payIn(others, 'purse-1', `theirs-${String(round += 1)}`); };
    expect(await outcomeOf(payIn(purses, 'purse-1', 'c1'))).toBe('too-many-writers');
    expect(round).toBe(4);
  });

  it('on a store that was said to have none, what he recorded is found all the same', async () => {
    const engine = new MemoryEventStore(clock);
    const [one, two] = [pursesOf(engine, clock), pursesOf(engine, clock)];
    await payIn(one, 'purse-1', 'c1');
    await payIn(two, 'purse-1', 'c2');
    expect(await outcomeOf(payIn(one, 'purse-1', 'c3'))).toBe(3);
  });
});

describe('on a state that another has changed since', () => {
  it('a refusal is repeated on a fresh tail before it is answered', async () => {
    expect(await outcomeOf(payOut(purses, 'purse-1', 'c1'))).toBe('not-enough');
    await payIn(others, 'purse-1', 'theirs');
    expect(await outcomeOf(payOut(purses, 'purse-1', 'c1'))).toBe(2);
  });

  it('"nothing had to change" is repeated too', async () => {
    await payIn(purses, 'purse-1', 'c1');
    await payIn(others, 'purse-1', 'theirs');
    expect(await outcomeOf(purses.execute('purse-1', { type: 'look', amount: 0 }, request('c2'), anything))).toBe(2);
  });

  it('a preview and a look-up of another stream see what is new', async () => {
    await payIn(purses, 'limits', 'c0', 1);
    await payIn(others, 'limits', 'theirs', 9);
    const lookUp = async () => {
      const { state, version } = await purses.load('limits');
      return { facts: { most: state.balance }, decidedOn: [{ stream: 'limits', version }] };
    };
    expect((await purses.preview('purse-1', { type: 'pay-in', amount: 10 }, request('c1'), lookUp)).events).toHaveLength(1);
    await purses.execute('purse-1', { type: 'pay-in', amount: 10 }, request('c1'), lookUp);
    expect((await ours.read('purse-1'))[0]?.metadata.decidedOn).toEqual([{ stream: 'limits', version: 2 }]);
  });

  it('a look-up of the very stream does no harm', async () => {
    await payIn(purses, 'purse-1', 'c1', 5);
    await payIn(others, 'purse-1', 'theirs', 5);
    const lookUp = async () => ({ facts: { most: 3 + (await purses.load('purse-1')).state.balance }, decidedOn: [] });
    expect(await outcomeOf(purses.execute('purse-1', { type: 'pay-in', amount: 3 }, request('c2'), lookUp))).toBe(3);
    expect((await purses.load('purse-1')).state).toMatchObject({ balance: 13, versions: [1, 2, 3] });
  });
});
