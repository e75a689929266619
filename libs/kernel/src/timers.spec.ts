import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ScriptedClock } from './clock.js';
import { RememberedTimers } from './testing/remembered-timers.js';
import { Timers, type Timer } from './timers.js';

const at = (hour: number): string => `2026-03-02T${String(hour)}:00:00.000Z`;
const timer = (key: string, hour: number): Timer => ({ key, due: at(hour), command: { type: 'expire', data: { key } } });

let clock: ScriptedClock;
let kept: RememberedTimers;
let fired: string[];
let failures: string[];
let dispatching: (timer: Timer) => Promise<void>;
let timers: Timers;
const hour = (): number => Number(clock.now().slice(11, 13));

beforeEach(() => {
  clock = new ScriptedClock(at(10));
  kept = new RememberedTimers();
  [fired, failures] = [[], []];
  dispatching = async ({ key }) => { fired.push(`${key} at ${String(hour())}`); };
  timers = new Timers(clock, kept, (one) => dispatching(one), (error, one) => { failures.push(`${one?.key ?? 'store'}: ${String(error)}`); }, 1);
});
afterEach(async () => { await timers.stop(); });

const eventually = async (look: () => boolean): Promise<void> => {
  for (let tries = 0; !look(); tries += 1) {
    if (tries > 500) throw new Error('it did not happen');
    await new Promise((resolve) => { setTimeout(resolve, 2); });
  }
};
const set = async (...some: readonly Timer[]): Promise<void> => {
  kept.apply(...some.map((one) => ({ set: one })));
  await timers.schedule();
};

describe('a timer', () => {
  it('is dispatched at its due instant and once, nearest first', async () => {
    await set(timer('c', 14), timer('a', 11), timer('b', 12));
    await clock.advanceTo(at(13));
    expect(fired).toEqual(['a at 11', 'b at 12']);
    await clock.advanceTo(at(20));
    expect(fired).toEqual(['a at 11', 'b at 12', 'c at 14']);
  });

  it('set nearer than all others wakes before them', async () => {
    await set(timer('far', 15));
    await set(timer('near', 11));
    await clock.advanceTo(at(12));
    expect(fired).toEqual(['near at 11']);
  });

  it('that was moved is dispatched at its new instant only', async () => {
    await set(timer('a', 11));
    await set(timer('a', 13));
    await clock.advanceTo(at(12));
    expect(fired).toEqual([]);
    await clock.advanceTo(at(14));
    expect(fired).toEqual(['a at 13']);
  });

  it('that was cancelled is not dispatched', async () => {
    await set(timer('a', 11));
    kept.apply({ cancel: 'a' });
    await timers.schedule();
    let stops = 0;
    await clock.advanceTo(at(12), async () => { stops += 1; });
    expect([fired, stops]).toEqual([[], 2]);
  });

  it('moved by its own dispatch stays for its new instant', async () => {
    dispatching = async ({ key }) => {
      fired.push(`${key} at ${String(hour())}`);
      if (fired.length < 3) kept.apply({ set: timer(key, hour() + 1) });
    };
    await set(timer('reminder', 11));
    await clock.advanceTo(at(20));
    expect(fired).toEqual(['reminder at 11', 'reminder at 12', 'reminder at 13']);
  });

  it('that fell due while nobody looked is dispatched late', async () => {
    kept.apply({ set: timer('a', 11) });
    await clock.advanceTo(at(15));
    await timers.schedule();
    await clock.advanceTo(at(15));
    expect(fired).toEqual(['a at 15']);
  });

  it('that could not be dispatched stays due and is tried again, and keeps no other waiting', async () => {
    let broken = true;
    dispatching = async ({ key }) => {
      if (key === 'a' && broken) throw new Error('unreachable');
      fired.push(key);
    };
    await set(timer('a', 11), timer('b', 11));
    await clock.advanceTo(at(11));
    expect(fired).toEqual(['b']);
    await eventually(() => failures.length > 2);
    expect(new Set(failures)).toEqual(new Set(['a: Error: unreachable']));
    broken = false;
    await eventually(() => fired.length === 2);
    await set(timer('c', 12));
    await clock.advanceTo(at(12));
    expect(fired).toEqual(['b', 'a', 'c']);
  });

  it('is not kept waiting by any number that fail, nor are those tried all at once again', async () => {
    const many = Array.from({ length: 250 }, (_, index) => timer(`a${String(index).padStart(3, '0')}`, 11));
    dispatching = async ({ key }) => {
      if (key !== 'z') throw new Error('unreadable');
      fired.push(key);
    };
    await set(...many, timer('z', 11));
    await clock.advanceTo(at(11));
    expect([failures.length, fired]).toEqual([100, []]);
    await eventually(() => fired.length === 1);
    await eventually(() => failures.filter((failure) => failure.startsWith('a000')).length > 1);
    dispatching = async ({ key }) => { fired.push(key); };
    await eventually(() => fired.length === 251);
    await set(timer('c', 12));
    await clock.advanceTo(at(12));
    expect(fired.at(-1)).toBe('c');
  });

  it('is not lost to a store that could not be read', async () => {
    await set(timer('a', 11));
    kept.beforeAnswer = async () => Promise.reject(new Error('store down'));
    await clock.advanceTo(at(11));
    expect(failures).toEqual(['store: Error: store down']);
    kept.beforeAnswer = async () => undefined;
    await eventually(() => fired.length === 1);
    await set(timer('b', 12));
    await clock.advanceTo(at(12));
    expect(fired).toEqual(['a at 11', 'b at 12']);
  });
});

describe('looking for the nearest timer', () => {
  it('twice at the same time, an old answer that comes late does not undo a newer one', async () => {
    const old = Promise.withResolvers<undefined>();
    kept.apply({ set: timer('far', 15) });
    kept.beforeAnswer = async () => { await old.promise; };
    const first = timers.schedule();
    kept.beforeAnswer = async () => undefined;
    await set(timer('near', 11));
    old.resolve(undefined);
    await first;
    await clock.advanceTo(at(12));
    expect(fired).toEqual(['near at 11']);
  });
});

describe('once stopped', () => {
  it('nothing is dispatched any more, what was begun is finished, and the store is left alone', async () => {
    const begun = Promise.withResolvers<undefined>();
    dispatching = async ({ key }) => {
      fired.push(key);
      await begun.promise;
    };
    await set(timer('a', 11), timer('b', 11), timer('c', 12));
    const moved = clock.advanceTo(at(12));
    await eventually(() => fired.length === 1);
    const stopped = timers.stop();
    let looks = 0;
    kept.beforeAnswer = async () => { looks += 1; };
    begun.resolve(undefined);
    await Promise.all([stopped, moved]);
    expect([fired, looks]).toEqual([['a'], 0]);
  });

  it('a failed dispatch is not tried again', async () => {
    dispatching = async () => {
      void timers.stop();
      fired.push('a');
      throw new Error('unreachable');
    };
    let tries = 0;
    const keptElsewhere = new RememberedTimers();
    keptElsewhere.apply({ set: timer('b', 11) });
    const others = new Timers(clock, keptElsewhere, async () => {
      tries += 1;
      throw new Error('unreachable');
    }, undefined, 1);
    await set(timer('a', 11));
    await others.schedule();
    await clock.advanceTo(at(11));
    // Whoever was not stopped tries again, and again.
    await eventually(() => tries > 3);
    await others.stop();
    expect(fired).toEqual(['a']);
  });
});
