import type { Work } from './work.js';

/** Several works as one: begun in order, stopped in the opposite one. */
export const together = (name: string, works: readonly Work[]): Work => ({
  name,
  async start() {
    for (const work of works) await work.start();
  },
  async stop() {
    for (const work of [...works].reverse()) await work.stop();
  },
  problem: () => works.map((work) => work.problem()).find((found) => found !== undefined),
  hasStopped: () => works.some((work) => work.hasStopped?.() === true),
  async caughtUp() {
    for (const work of works) await work.caughtUp();
  },
});
