import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AnInstallation, listIn, people } from './an-installation.js';
import { differencesIn, type ApiDocument } from './declared-answers.js';

const { anne, lea, mayor, director, stranger } = people;
const NUMBER = '0150099976';

let here: AnInstallation;
let commune = '';
let centre = '';
beforeAll(async () => {
  here = await AnInstallation.begin();
  commune = await here.authority({ nisCode: '99001', enterpriseNumber: NUMBER });
  centre = await here.authority({ type: 'SOCIAL_WELFARE_CENTRE', name: { fr: 'CPAS de Valombre', de: 'ÖSHZ' }, nisCode: '99001' });
  await here.service.settled();
});
afterAll(() => here.service.stop());

const found = (query: string) => here.done(stranger, 'GET', `/authorities/by-number?${query}`);
const idsOf = async (query: string) => listIn(await found(query)).map(({ authorityId }) => authorityId).sort();

it('whoever drafts a designation finds the authority by its number, and who signs for it', async () => {
  expect(listIn(await found(`enterpriseNumber=${NUMBER}`))).toEqual([{ authorityId: commune, type: 'MUNICIPALITY', name: { fr: 'Valombre' }, competentPairs: ['MAYOR+DIRECTOR_GENERAL'] }]);
  const [one, ...more] = listIn(await found('nisCode=99001&type=SOCIAL_WELFARE_CENTRE'));
  expect([one, more]).toEqual([{ authorityId: centre, type: 'SOCIAL_WELFARE_CENTRE', name: { fr: 'CPAS de Valombre', de: 'ÖSHZ' }, competentPairs: ['CHAIR+DIRECTOR_GENERAL'] }, []]);
  const drafted = await here.send(stranger, 'POST', '/designations', {
    authorityId: one?.['authorityId'], designeeId: lea, kind: 'PRIMARY', function: 'ADMINISTRATIVE_AGENT', from: '2026-12-01',
    signatories: [{ personId: mayor, capacity: 'CHAIR' }, { personId: director, capacity: 'DIRECTOR_GENERAL' }],
  });
  expect(drafted.status).toBe(201);
});

it('only what has exactly that number is found, and nothing else is no error', async () => {
  expect(await idsOf('nisCode=99001')).toEqual([commune, centre].sort());
  expect(await idsOf(`nisCode=99001&enterpriseNumber=${NUMBER}`)).toEqual([commune]);
  for (const query of ['nisCode=99002', `nisCode=99002&enterpriseNumber=${NUMBER}`, 'nisCode=99001&type=PROVINCE']) expect(await idsOf(query)).toEqual([]);
  expect(await here.send(stranger, 'GET', '/authorities/by-number')).toMatchObject({ status: 400, body: { code: 'validation-failed', errors: [{ pointer: '/nisCode' }] } });
});

it('a closed one is not found', async () => {
  const closed = await here.authority({ nisCode: '99005' });
  await here.done(anne, 'POST', `/authorities/${closed}/closure`, {});
  await here.service.settled();
  expect(await idsOf('nisCode=99005')).toEqual([]);
});

it('it is answered as the document of the API declares', async () => {
  const document = (await here.service.send(stranger, 'GET', '/openapi.json')).body as ApiDocument;
  expect(differencesIn(document, 'get', '/access-delegation/v1/authorities/by-number', (await found('nisCode=99001')).body)).toEqual([]);
});

it('sixty are looked up in an hour, and no more', async () => {
  for (let time = 0; time < 60; time += 1) await here.done(mayor, 'GET', '/authorities/by-number?nisCode=99009');
  expect(await here.send(mayor, 'GET', '/authorities/by-number?nisCode=99009')).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
  expect(listIn(await here.done(lea, 'GET', '/authorities/by-number?nisCode=99009'))).toEqual([]);
});
