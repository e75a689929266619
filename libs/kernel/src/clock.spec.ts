import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DAY, instant, type Instant, latest, millisOf, plus, ScriptedClock, SystemClock } from './clock.js';

const [NOON, ONE, TWO, THREE] = ['2026-03-02T12:00:00.000Z', '2026-03-02T13:00:00.000Z', '2026-03-02T14:00:00.000Z', '2026-03-02T15:00:00.000Z'] as const;

const diary = () => {
  const clock = new ScriptedClock(NOON);
  const lines: string[] = [];
  const note = (what: string) => async (): Promise<void> => { lines.push(`${what} at ${clock.now().slice(11, 16)}`); };
  return { clock, lines, note };
};

describe('instants', () => {
  it('are written so that they compare as text', () => {
    expect(instant(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(plus(NOON, DAY)).toBe('2026-03-03T12:00:00.000Z');
    expect(millisOf(ONE) - millisOf(NOON)).toBe(3_600_000);
    expect(latest(ONE, THREE, TWO)).toBe(THREE);
  });
});

describe('a scripted clock', () => {
  it('stands still until it is moved', async () => {
    const { clock } = diary();
    expect(clock.now()).toBe(NOON);
    await clock.advanceTo(ONE);
    expect(clock.now()).toBe(ONE);
  });

  it('stops at each due instant in order, and lets followers settle before, between and after', async () => {
    const { clock, lines, note } = diary();
    clock.at(TWO, note('second'));
    clock.at(ONE, note('first'));
    clock.at('2026-03-02T16:00:00.000Z', note('too far'));
    await clock.advanceTo(THREE, note('settled'));
    expect(lines).toEqual(['settled at 12:00', 'first at 13:00', 'settled at 13:00', 'second at 14:00', 'settled at 14:00', 'settled at 15:00']);
  });

  it('stops at what was set on the way, by an action or while settling', async () => {
    const { clock, lines, note } = diary();
    clock.at(ONE, async () => { clock.at(TWO, note('set on the way')); });
    await clock.advanceTo(THREE);
    expect(lines).toEqual(['set on the way at 14:00']);
  });

  it('does what is overdue without going back for it', async () => {
    const { clock, lines, note } = diary();
    clock.at('2026-03-02T11:00:00.000Z', note('overdue'));
    await clock.advanceTo(NOON);
    expect(lines).toEqual(['overdue at 12:00']);
  });

  it('leaves out what was cancelled', async () => {
    const { clock, lines, note } = diary();
    const cancel = clock.at(ONE, note('cancelled'));
    clock.at(ONE, note('kept'));
    cancel();
    await clock.advanceTo(TWO);
    expect(lines).toEqual(['kept at 13:00']);
  });

  it('moved twice at the same time makes one move after the other, and none goes back', async () => {
    const { clock, lines, note } = diary();
    clock.at(ONE, async () => {
      await new Promise((resolve) => { setImmediate(resolve); });
      await note('slow')();
      clock.at(TWO, note('after it'));
    });
    await Promise.all([clock.advanceTo(ONE), clock.advanceTo(THREE), clock.advanceTo(TWO)]);
    expect(lines).toEqual(['slow at 13:00', 'after it at 14:00']);
    expect(clock.now()).toBe(THREE);
  });

  it('goes back when it is told to, and moves on after an action that failed', async () => {
    const { clock } = diary();
    clock.at(ONE, async () => Promise.reject(new Error('broken')));
    await expect(clock.advanceTo(TWO)).rejects.toThrow('broken');
    await clock.advanceTo(TWO);
    await clock.advanceTo(NOON);
    expect(clock.now()).toBe(NOON);
  });
});

describe('the clock of the machine', () => {
  beforeEach(() => { jest.useFakeTimers(); });
  afterEach(() => { jest.restoreAllMocks().useRealTimers(); });

  const woken: Instant[] = [];
  const wake = async (): Promise<void> => { woken.push(new SystemClock().now()); };
  beforeEach(() => { woken.length = 0; });

  it('wakes at the due instant', () => {
    const clock = new SystemClock();
    const due = plus(clock.now(), 15);
    clock.at(due, wake);
    jest.advanceTimersByTime(14);
    expect(woken).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(woken).toEqual([due]);
  });

  it('wakes at once when it has passed', () => {
    const clock = new SystemClock();
    clock.at(plus(clock.now(), -DAY), wake);
    jest.advanceTimersByTime(0);
    expect(woken).toEqual([clock.now()]);
  });

  it('does not wake when it was cancelled', () => {
    const clock = new SystemClock();
    clock.at(clock.now(), wake)();
    jest.advanceTimersByTime(DAY);
    expect(woken).toEqual([]);
  });

  it('waits for months too, longer than the timers of the machine', () => {
    const clock = new SystemClock();
    const due = plus(clock.now(), 90 * DAY);
    const asked = jest.spyOn(globalThis, 'setTimeout');
    clock.at(due, wake);
    expect(asked.mock.lastCall?.[1]).toBeLessThan(2 ** 31);
    jest.advanceTimersByTime(90 * DAY - 1);
    expect(woken).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(woken).toEqual([due]);
  });

  it('does not keep a process alive', () => {
    jest.useRealTimers();
    const timeouts = (): number => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const clock = new SystemClock();
    const before = timeouts();
    const cancel = clock.at(plus(clock.now(), DAY), wake);
    expect(timeouts()).toBe(before);
    cancel();
  });
});
