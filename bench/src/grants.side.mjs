import { writeFileSync } from 'node:fs';
import { categoryOf, Guichet } from './guichet.mjs';
import { untilStopped } from './side.mjs';

const [directory] = process.argv.slice(2);
const CATEGORIES = 20;
const ROLES = ['READER', 'EDITOR', 'VALIDATOR'];

const guichet = await Guichet.start({ directory, categories: CATEGORIES, membersEach: 6 });

/** Grants that no rule refuses, those of one authority far from each other. */
const requests = [];
const bearers = await Promise.all(guichet.spaces.map(({ managerId }) => guichet.bearerOf(managerId)));
for (const role of ROLES) for (let category = 0; category < CATEGORIES; category += 1) for (let member = 0; member < 6; member += 1) {
  for (const [index, { authorityId, members }] of guichet.spaces.entries()) {
    const { memberId } = members[member];
    requests.push({
      path: `/access-delegation/v1/authorities/${authorityId}/members/${memberId}/grants`, authorization: bearers[index], key: `bench-${requests.length}`,
      body: { role, subject: 'FIN', categories: [categoryOf(category)] },
    });
  }
}
writeFileSync(`${directory}requests.jsonl`, requests.map((request) => JSON.stringify(request)).join('\n'));

/** The grants of the streams, as member/role/category. */
const recorded = async () => {
  const found = [];
  for (const { authorityId } of guichet.spaces) {
    const events = await guichet.infrastructure.store.read(`authority-${authorityId}`, { limit: 100_000 });
    found.push(...events.filter(({ type }) => type === 'AccessGranted').map(({ data }) => `${data.memberId}/${data.role}/${data.categories[0]}`));
  }
  return found;
};

process.on('message', (message) => { if (message === 'recorded') void recorded().then((grants) => process.send(grants)); });
untilStopped(() => guichet.close());
process.send({ port: guichet.port, requests: requests.length });
