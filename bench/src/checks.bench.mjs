import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compareRoutes } from './http.bench.mjs';

/** Every question over HTTP is answered as the naive oracle answers it. */
const oracle = (directory) => async ({ port, ask }) => {
  const expected = readFileSync(`${directory}requests.jsonl`, 'utf8').split('\n').map((line) => JSON.parse(line).expected);
  const { kept } = await ask({ port, count: expected.length, keep: true });
  assert.deepEqual(expected.map((_, index) => JSON.parse(kept[index]).decision), expected);
  const yes = expected.filter(Boolean).length;
  assert.ok(yes > expected.length / 20 && yes < expected.length * 19 / 20);
  console.log(`oracle: ${expected.length} random questions answered alike (${yes} of them yes)`);
  return expected.length;
};

export const run = (options) => compareRoutes(options, {
  script: 'checks.side.mjs', status: 200, path: '/access/v1/evaluation', answer: { decision: true, context: { reason: 'granted', validUntil: null, requiredAssurance: 'substantial' } },
  oracle: oracle(options.directory), once: false, goal: '≥ 0.7',
});
