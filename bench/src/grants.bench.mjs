import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { compareRoutes } from './http.bench.mjs';

const SAMPLE = 20_000;
const ID = '00000000-0000-4000-8000-000000000000';

/** Every request of the sample was taken and stands in the streams once. */
const oracle = (directory) => async ({ ours, port, ask }) => {
  const { statuses } = await ask({ port, count: SAMPLE });
  assert.deepEqual(statuses, { 201: SAMPLE });
  const sent = readFileSync(`${directory}requests.jsonl`, 'utf8').split('\n').slice(0, SAMPLE).map((line) => JSON.parse(line));
  const asked = sent.map(({ path, body }) => `${path.split('/').at(-2)}/${body.role}/${body.categories[0]}`);
  assert.deepEqual((await ours.ask('recorded')).sort(), asked.sort());
  console.log(`oracle: ${SAMPLE} grants asked for are ${SAMPLE} grants recorded`);
  return SAMPLE;
};

export const run = (options) => compareRoutes(options, {
  script: 'grants.side.mjs', status: 201, path: '/access-delegation/v1/authorities/:authorityId/members/:memberId/grants',
  answer: { id: ID, stream: `authority-${ID}`, version: 1, token: 'x'.repeat(120) }, oracle: oracle(options.directory), once: true, keeping: true, goal: '≥ 0.4, or ≥ 3,000/s',
});
