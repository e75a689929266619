import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Leases } from '../leases.js';

/** What every adapter of leases promises; `now` is the machine's clock as the contract wants it. */
export const describeLeases = (name: string, open: (now: () => number) => Promise<Leases>): void => {
  describe(`leases: ${name}`, () => {
    let leases: Leases;
    let now: number;
    beforeEach(async () => {
      now = 1_000_000;
      leases = await open(() => now);
    });

    it('are held by one owner at a time', async () => {
      expect(await leases.hold('publishing', 'one', 1_000)).toBe(true);
      expect(await leases.hold('publishing', 'two', 1_000)).toBe(false);
      expect(await leases.hold('projecting', 'two', 1_000)).toBe(true);
    });

    it('go to exactly one of many who ask at the same time', async () => {
      const answers = await Promise.all(['one', 'two', 'three'].map((owner) => leases.hold('publishing', owner, 1_000)));
      expect(answers.filter((held) => held)).toHaveLength(1);
    });

    it('are renewed by their owner', async () => {
      await leases.hold('publishing', 'one', 1_000);
      now += 900;
      expect(await leases.hold('publishing', 'one', 1_000)).toBe(true);
      now += 900;
      expect(await leases.hold('publishing', 'two', 1_000)).toBe(false);
    });

    it('pass on when they have run out', async () => {
      await leases.hold('publishing', 'one', 1_000);
      now += 1_000;
      expect(await leases.hold('publishing', 'two', 1_000)).toBe(true);
      expect(await leases.hold('publishing', 'one', 1_000)).toBe(false);
    });

    it('pass on when their owner gives them up, and nobody else can', async () => {
      await leases.hold('publishing', 'one', 1_000);
      await leases.release('publishing', 'two');
      expect(await leases.hold('publishing', 'two', 1_000)).toBe(false);
      await leases.release('publishing', 'one');
      expect(await leases.hold('publishing', 'two', 1_000)).toBe(true);
    });
  });
};
