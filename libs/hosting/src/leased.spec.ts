import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '#messaging/testing';
import { Leases } from '#persistence';
import { MemoryLeases } from '#persistence/memory';
import { leased } from './leased.js';
import type { Work } from './work.js';

const TTL = 60;

class Unreachable extends Leases {
  reached = true;
  private readonly leases = new MemoryLeases();
  async hold(...how: Parameters<Leases['hold']>): Promise<boolean> {
    if (!this.reached) throw new Error('nobody answers');
    return this.leases.hold(...how);
  }
  async release(...how: Parameters<Leases['release']>): Promise<void> {
    return this.leases.release(...how);
  }
}

describe('work under a lease', () => {
  let leases: Unreachable;
  let log: string[];
  const begun: Work[] = [];
  const failures: unknown[] = [];
  const made = (who: string) => (): Work => ({
    start: () => { log.push(`${who} begins`); },
    stop: async () => { log.push(`${who} ends`); },
    problem: () => undefined,
    caughtUp: async () => { log.push(`${who} is caught up`); },
  });
  const instance = (who: string, make = made(who), ttlMillis = TTL): Work => {
    const work = leased(make, { name: 'publisher', leases, ttlMillis, onFailure: (error) => failures.push(error) });
    begun.push(work);
    return work;
  };

  beforeEach(() => {
    leases = new Unreachable();
    log = [];
    failures.length = 0;
  });
  afterEach(async () => {
    for (const work of begun.splice(0)) await work.stop();
  });

  it('is done by the first that asks, and the other is as ready', async () => {
    const [one, other] = [instance('one'), instance('other')];
    await one.start();
    await other.start();
    expect(log).toEqual(['one begins']);
    expect([one.holding?.(), other.holding?.()]).toEqual([true, false]);
    expect(other.problem()).toBeUndefined();
  });

  it('goes to the other when it is given up, begun anew', async () => {
    const [one, other] = [instance('one'), instance('other')];
    await one.start();
    await other.start();
    await one.stop();
    await eventually(() => log.join() === ['one begins', 'one ends', 'other begins'].join());
  });

  it('is taken over long before the lease would have ended, when it is given up', async () => {
    const long = 9_000;
    const [one, other] = [instance('one', made('one'), long), instance('other', made('other'), long)];
    await one.start();
    await other.start();
    await one.stop();
    await eventually(() => log.includes('other begins'));
  });

  it('comes back to who lost it, who says meanwhile why it does not get on', async () => {
    const one = instance('one');
    await one.start();
    leases.reached = false;
    await eventually(() => log.join() === ['one begins', 'one ends'].join());
    expect(one.problem()).toBe('publisher: nobody answers');
    leases.reached = true;
    await eventually(() => log.join() === ['one begins', 'one ends', 'one begins'].join() && one.problem() === undefined);
    expect(failures.length).toBeGreaterThan(0);
  });

  it('is tried again when it could not begin, by whoever has it then, and said until then', async () => {
    let attempts = 0;
    const one = instance('one', () => ({ ...made('one')(), start: () => { if ((attempts += 1) === 1) throw new Error('not yet'); log.push('one begins'); } }));
    await one.start();
    expect(one.problem()).toBe('publisher: not yet');
    await eventually(() => log.includes('one begins') && one.problem() === undefined);
    expect(attempts).toBe(2);
  });

  it('is said to get on while its turn begins, and not to when that takes longer than a turn lasts', async () => {
    const first = Promise.withResolvers<undefined>();
    let started = false;
    const slow = instance('one', () => ({
      ...made('one')(), start: async () => { await first.promise; started = true; }, problem: () => (started ? undefined : 'publisher is not started'),
    }), 200);
    const starting = slow.start();
    await eventually(() => slow.holding?.() === true);
    expect(slow.problem()).toBeUndefined();
    await eventually(() => slow.problem() === 'publisher is not started');
    first.resolve(undefined);
    await starting;
    expect(slow.problem()).toBeUndefined();
  });

  it('stays with who begins its turn, also when that takes longer than a turn lasts, but not for ever', async () => {
    const [first, began] = [Promise.withResolvers<undefined>(), performance.now()];
    const slow = instance('one', () => ({ ...made('one')(), start: async () => { await first.promise; log.push('one begins'); } }));
    const starting = slow.start();
    const other = instance('other');
    await other.start();
    await eventually(() => log.includes('other begins'));
    const kept = performance.now() - began;
    first.resolve(undefined);
    await starting;
    expect(kept).toBeGreaterThan(10 * TTL);
    await eventually(() => log.join() === ['other begins', 'one begins', 'one ends'].join());
  });

  it('goes to the other when it has stopped for good, who may be able to do it, and is a problem meanwhile', async () => {
    let stopped = false;
    const old = instance('old', () => ({ ...made('old')(), hasStopped: () => stopped, problem: () => (stopped ? 'publisher is stopped' : undefined) }));
    await old.start();
    const upgraded = instance('upgraded');
    await upgraded.start();
    stopped = true;
    await eventually(() => log.join() === ['old begins', 'old ends', 'upgraded begins'].join());
    expect([old.problem(), old.holding?.(), upgraded.problem()]).toEqual(['publisher is stopped', false, undefined]);
    await eventually(() => old.problem() === undefined);
    expect(log).toEqual(['old begins', 'old ends', 'upgraded begins']);
  });

  it('is begun anew after a while by who is alone, a problem until then, since what stopped it may be mended', async () => {
    let turns = 0;
    const one = instance('one', () => {
      const first = (turns += 1) === 1;
      return { ...made('one')(), hasStopped: () => first, problem: () => (first ? 'publisher is stopped' : undefined) };
    });
    await one.start();
    await eventually(() => one.holding?.() === false);
    while (one.holding?.() === false) {
      expect(one.problem()).toBe('publisher is stopped');
      await new Promise((resolve) => { setTimeout(resolve, TTL / 4); });
    }
    await eventually(() => one.problem() === undefined);
    expect(log).toEqual(['one begins', 'one ends', 'one begins']);
  });

  it('waits for the work only while it has it', async () => {
    const [one, other] = [instance('one'), instance('other')];
    await one.start();
    await other.start();
    await other.caughtUp();
    await one.caughtUp();
    expect(log).toEqual(['one begins', 'one is caught up']);
  });
});
