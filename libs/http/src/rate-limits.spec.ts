import { beforeEach, describe, expect, it } from '@jest/globals';
import { plus, ScriptedClock } from '#kernel';
import { RateLimits } from './rate-limits.js';

const START = '2026-01-01T12:00:00.000Z';
const twice = { name: 'calls', most: 2, seconds: 60 };

let clock: ScriptedClock;
let limits: RateLimits;
beforeEach(() => {
  clock = new ScriptedClock(START);
  limits = new RateLimits(clock);
});

let uses = 0;
const taken = (caller = 'p1', limit = twice): boolean => limits.take(limit, caller, String(uses += 1)) === 'counted';

describe('a rate limit', () => {
  it('is reached by one caller in one thing, whatever others do elsewhere', () => {
    expect([taken(), taken(), taken()]).toEqual([true, true, false]);
    expect([taken('p2'), taken('p1', { ...twice, name: 'others' })]).toEqual([true, true]);
  });

  it('begins with the first use and is whole again when its time is over', async () => {
    await clock.advanceTo(plus(START, 10_000));
    taken();
    await clock.advanceTo(plus(START, 69_999));
    expect([taken(), taken(), limits.left(twice, 'p1')]).toEqual([true, false, { uses: 0, seconds: 1 }]);
    await clock.advanceTo(plus(START, 70_000));
    expect([taken(), limits.left(twice, 'p1')]).toEqual([true, { uses: 1, seconds: 60 }]);
  });

  it('takes back what was no use, and never more than was used', () => {
    limits.take(twice, 'p1', 'one');
    for (let time = 0; time < 3; time += 1) limits.giveBack(twice, 'p1', 'one');
    expect([taken(), taken(), taken()]).toEqual([true, true, false]);
  });

  it('counts what is repeated once, and lets it in when nothing is left', () => {
    const take = (use: string) => limits.take(twice, 'p1', use);
    expect([take('one'), take('one'), take('two'), take('three'), take('two')]).toEqual(['counted', 'again', 'counted', 'none', 'again']);
  });

  it('counts what was done though it was given back', () => {
    limits.take(twice, 'p1', 'one');
    limits.giveBack(twice, 'p1', 'one');
    limits.keep(twice, 'p1', 'one');
    expect(limits.left(twice, 'p1').uses).toBe(1);
  });

  it('remembers so many callers and forgets the first of them, however many come', () => {
    taken('first');
    for (let caller = 0; caller < 9_999; caller += 1) taken(String(caller));
    expect(limits.left(twice, 'first').uses).toBe(1);
    taken('one more');
    expect(limits.left(twice, 'first').uses).toBe(2);
  });
});
