import { writeFileSync } from 'node:fs';
import { Oracle } from '../../dist/libs/access-index/src/testing.js';
import { isPublished, published } from '../../dist/apps/access-delegation/src/publishing/publications.js';
import { categoryOf, Guichet } from './guichet.mjs';
import { seeded } from './invented.mjs';
import { untilStopped } from './side.mjs';

const [directory] = process.argv.slice(2);
const CATEGORIES = 20;
const MEMBERS = 19;
const GRANTS = 50_000;
const QUESTIONS = 10_000;
const ROLES = ['READER', 'READER', 'EDITOR', 'VALIDATOR'];
const ACTIONS = ['read', 'read', 'read', 'edit', 'validate', 'submit'];

const pick = seeded(20_261);
const one = (list) => list[pick(list.length)];
const guichet = await Guichet.start({ directory, categories: CATEGORIES, membersEach: MEMBERS });

const held = new Set();
while (held.size < GRANTS) {
  const wave = [];
  while (wave.length < 1_000 && held.size < GRANTS) {
    const space = one(guichet.spaces);
    const { memberId } = one(space.members);
    const [role, category] = [one(ROLES), categoryOf(pick(CATEGORIES))];
    const cell = `${memberId} ${role} ${category}`;
    if (held.has(cell)) continue;
    held.add(cell);
    wave.push(guichet.asManager(space, { type: 'GrantAccess', data: { grantId: crypto.randomUUID(), memberId, role, subject: 'FIN', categories: [category], reason: 'BENCH' } }));
  }
  await Promise.all(wave);
}

/** What the naive oracle says from the facts of the region and of this authority. */
const factsOf = async (stream) => (await guichet.infrastructure.store.read(stream, { limit: 100_000 })).filter(isPublished).map(published);
const regional = (await Promise.all(['catalogue', 'charter', 'staff'].map(factsOf))).flat();
const judges = new Map();
for (const { authorityId } of guichet.spaces) judges.set(authorityId, new Oracle([...regional, ...await factsOf(`authority-${authorityId}`)]));

const at = new Date(Date.now() + 60_000).toISOString();
const bearers = new Map();
const requests = [];
for (let question = 0; question < QUESTIONS; question += 1) {
  const { authorityId, managerId, members } = one(guichet.spaces);
  if (!bearers.has(managerId)) bearers.set(managerId, await guichet.bearerOf(managerId));
  const [{ personId }, action, category] = [one(members), one(ACTIONS), categoryOf(pick(CATEGORIES + 1))];
  requests.push({
    path: '/access/v1/evaluation', authorization: bearers.get(managerId), expected: judges.get(authorityId).may({ personId, action, authorityId, category, at }),
    body: { subject: { type: 'person', id: personId }, action: { name: action }, resource: { type: 'category', id: `${authorityId}/${category}` } },
  });
}
writeFileSync(`${directory}requests.jsonl`, requests.map((request) => JSON.stringify(request)).join('\n'));

untilStopped(() => guichet.close());
process.send({ port: guichet.port });
