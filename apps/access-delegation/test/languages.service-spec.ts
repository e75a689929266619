import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rulesWithoutWords } from '#http/testing';
import { AService } from './a-service.js';

const SOMEBODY = 'b0000000-0000-4000-8000-000000000001';
const NOWHERE = '/access-delegation/v1/authorities/a0000000-0000-4000-8000-000000000001';

let service: AService;
beforeAll(async () => { service = await AService.start(); });
afterAll(() => service.stop());

it.each([
  [undefined, 'fr', 'Ceci n’existe pas ici, ou vous n’êtes pas autorisé à le voir.', 'Il manque un corps à la requête.'],
  ['fr-BE, en;q=0.5', 'fr', 'Ceci n’existe pas ici, ou vous n’êtes pas autorisé à le voir.', 'Il manque un corps à la requête.'],
  ['de', 'de', 'Dies gibt es hier nicht, oder Sie dürfen es nicht sehen.', 'Die Anfrage hat keinen Inhalt.'],
  ['nl-BE', 'nl', 'Dit bestaat hier niet, of u mag het niet zien.', 'De aanvraag heeft geen inhoud.'],
  ['en', 'en', 'There is no such thing here, or it is not yours to see.', 'A body is needed.'],
])('to who accepts %s, refusals speak %s, and their codes stay', async (accepted, language, ofTheBusiness, ofHttp) => {
  // fetch says "*" when nothing is said: no language is preferred.
  const headers = accepted === undefined ? {} : { 'accept-language': accepted };
  const refused = [await service.send(SOMEBODY, 'GET', NOWHERE, undefined, headers), await service.send(SOMEBODY, 'POST', '/access-delegation/v1/designations', undefined, headers)];
  expect(refused.map(({ body }) => [body['code'], body['title']])).toEqual([['not-found', ofTheBusiness], ['body-missing', ofHttp]]);
  expect(refused.map((answer) => [answer.headers.get('content-language'), answer.headers.get('vary')])).toEqual(Array(2).fill([language, 'Accept-Language']));
});

it.each([['fr', 'doit être un code'], ['nl', 'moet een code zijn'], ['de', 'muss ein Code sein'], ['en', 'must be a code']])('what is wrong with a member is said in %s', async (language, words) => {
  const { body } = await service.send(SOMEBODY, 'POST', `${NOWHERE}/merger`, { reasonCode: 'no code' }, { 'accept-language': language });
  expect(body['errors']).toContainEqual({ pointer: '/reasonCode', detail: expect.stringContaining(words) });
});

it('no rule on what is sent here is broken without words', () => { expect(rulesWithoutWords('ServiceConfiguration')).toEqual([]); });
