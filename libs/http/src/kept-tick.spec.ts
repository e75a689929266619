import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('kept-tick.ts', import.meta.url));

/** Quiet turns with a collection after each, as of a service that waits for requests; then the best of some rounds. */
const NANOSECONDS_A_TICK = `
  const nothing = () => {};
  const round = (count) => {
    const start = process.hrtime.bigint();
    for (let i = 0; i < count; i += 1) process.nextTick(nothing);
    return new Promise((resolve) => { const took = process.hrtime.bigint() - start; setImmediate(() => resolve(Number(took) / count)); });
  };
  for (let turn = 0; turn < 30; turn += 1) { await round(30); gc(); }
  const rounds = [];
  for (let turn = 0; turn < 20; turn += 1) rounds.push(await round(10_000));
  console.log(Math.min(...rounds));
`;

const measured = (before: string): number =>
  Number(execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '--eval', `${before}; ${NANOSECONDS_A_TICK}`], { encoding: 'utf8' }));

describe('the kept tick', () => {
  it('spares every later one what Node pays once V8 has forgotten its shape', () => {
    const kept = measured(`(await import(${JSON.stringify(SOURCE)})).keepTick()`);
    // Red as well when Node no longer forgets: then all of this can go.
    expect(kept * 2).toBeLessThan(measured(''));
  });
});
