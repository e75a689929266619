import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AnInstallation, people } from './an-installation.js';

let here: AnInstallation;
beforeAll(async () => { here = await AnInstallation.begin(); });
afterAll(() => here.service.stop());

it('one person drafts ten designations an hour and no more; others draft, and an hour later so does he', async () => {
  const authorityId = await here.authority();
  const draft = (director = people.director) => here.drafted(authorityId, { designee: people.lea, director, from: '2026-12-01' });
  for (let time = 0; time < 10; time += 1) await draft();
  await expect(draft()).rejects.toThrow(/429 .*too-many-requests/);
  await draft(people.sam);
  const anew = {
    authorityId, designeeId: people.lea, kind: 'PRIMARY', function: 'ADMINISTRATIVE_AGENT', from: '2026-12-01',
    signatories: [{ personId: people.mayor, capacity: 'MAYOR' }, { personId: people.director, capacity: 'DIRECTOR_GENERAL' }],
  };
  for (const person of [people.director, people.sam]) expect(await here.send(person, 'PUT', `/designations/${randomUUID()}`, anew)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  await here.service.advanceTo('2026-11-02T10:00:00.000Z');
  await draft();
});

it('what comes too early is told at which stage the designation is', async () => {
  const id = await here.drafted(await here.authority(), { designee: people.lea, director: people.max, from: '2026-12-01' });
  expect(await here.send(people.chloe, 'POST', `/designations/${id}/review`, {})).toMatchObject({ status: 409, body: { code: 'not-at-this-stage', status: 409, stage: 'DRAFT' } });
});
