import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { jsonLogger } from '#http';
import { ChangeCharter } from '../src/charter/application/change-charter.js';
import { operator } from './a-service.js';
import { AnInstallation, people } from './an-installation.js';
import { differencesIn, type ApiDocument } from './declared-answers.js';

const { lea, mayor, director, chloe, david, anne, stranger } = people;

const logged: string[] = [];
let here: AnInstallation;
let authorityId = '';
beforeAll(async () => {
  here = await AnInstallation.begin(undefined, jsonLogger('access-delegation', 'trace', { write: (line) => { logged.push(line); } }));
  authorityId = await here.authority();
});
afterAll(() => here.service.stop());

type Said = Readonly<Record<'step' | 'at' | 'reasonCode' | 'note' | 'code' | 'title', string | null>>;
const saidTo = async (person: string, id: string, headers?: Readonly<Record<string, string>>): Promise<readonly Said[]> =>
  (await here.done(person, 'GET', `/designations/${id}`, undefined, headers)).body['said'] as readonly Said[];
const underReview = async (): Promise<string> => {
  const id = await here.drafted(authorityId, { designee: lea, from: '2026-12-01' });
  await here.signed(id);
  await here.done(chloe, 'POST', `/designations/${id}/review`, {});
  return id;
};

it('what the officer asks and why he refuses is read by those whom the designation involves, and by nobody else', async () => {
  const id = await underReview();
  expect(await saidTo(director, id)).toEqual([]);
  for (const nothing of [{}, { note: '  ' }]) expect(await here.send(chloe, 'POST', `/designations/${id}/information-requests`, nothing)).toMatchObject({ status: 422, body: { code: 'question-missing' } });
  const question = { reasonCode: 'ACT_UNREADABLE', note: 'La signature de Mme Dupont est illisible.' };
  await here.done(chloe, 'POST', `/designations/${id}/information-requests`, question);
  const requested = { step: 'INFORMATION_REQUESTED', at: here.service.clock.now(), ...question, code: null, title: null };
  for (const involved of [director, mayor, lea, david]) expect(await saidTo(involved, id)).toEqual([requested]);

  expect(await here.send(director, 'POST', `/designations/${id}/information`, { reasonCode: 'DONE' })).toMatchObject({ status: 422, body: { code: 'answer-missing' } });
  await here.done(director, 'POST', `/designations/${id}/information`, { note: 'Voici une meilleure copie.' });
  expect(await saidTo(chloe, id)).toEqual([requested, { ...requested, step: 'INFORMATION_PROVIDED', reasonCode: null, note: 'Voici une meilleure copie.' }]);

  const refusal = { reasonCode: 'NOT_COMPETENT', note: 'Le collège doit décider d’abord.' };
  await here.done(chloe, 'POST', `/designations/${id}/refusal`, refusal);
  await here.service.restart();
  expect((await saidTo(mayor, id)).map(({ step, reasonCode, note }) => [step, reasonCode, note])).toEqual([
    ['INFORMATION_REQUESTED', question.reasonCode, question.note], ['INFORMATION_PROVIDED', null, 'Voici une meilleure copie.'], ['REFUSED', refusal.reasonCode, refusal.note],
  ]);
  for (const other of [stranger, anne]) expect(await here.send(other, 'GET', `/designations/${id}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

it('a note is in clear in nothing that is stored or logged', async () => {
  const id = await underReview();
  await here.done(chloe, 'POST', `/designations/${id}/information-requests`, { note: 'Mme Dupont' });
  const events = await here.service.infrastructure.store.read(`designation-${id}`, { limit: 100 });
  expect(await saidTo(director, id)).toMatchObject([{ note: 'Mme Dupont' }]);
  expect(logged.length).toBeGreaterThan(0);
  expect(JSON.stringify([events, logged])).not.toContain('Dupont');
});

it('is answered as the document of the API declares', async () => {
  const id = await underReview();
  await here.done(chloe, 'POST', `/designations/${id}/information-requests`, { note: 'Mme Dupont' });
  const document = (await here.service.send(director, 'GET', '/openapi.json')).body as ApiDocument;
  expect(differencesIn(document, 'get', '/access-delegation/v1/designations/{designationId}', (await here.done(director, 'GET', `/designations/${id}`)).body)).toEqual([]);
});

it('who declines, and what he says to it, is told', async () => {
  const id = await underReview();
  await here.done(lea, 'POST', `/designations/${id}/refusal-by-designee`, { note: 'Je change de service.' });
  expect(await saidTo(director, id)).toMatchObject([{ step: 'WITHDRAWN', reasonCode: 'DECLINED', note: 'Je change de service.' }]);
});

it('why it could not take effect is told by its code, and in the language of the reader', async () => {
  const id = await here.drafted(authorityId, { designee: lea, from: '2027-03-01' });
  await here.signed(id);
  await here.approved(id);
  await here.accepted(id, lea);
  for (const text of ['charte 2', 'charte 3']) await here.service.commands.execute(new ChangeCharter({ type: 'PublishCharter', data: { text: { fr: text } } }, operator()));
  await here.service.settled();
  await here.service.advanceTo('2027-03-15T09:00:00.000Z');
  const titles = [];
  for (const language of ['fr', 'nl', 'de', 'en']) {
    const [said] = await saidTo(director, id, { 'accept-language': language });
    expect(said).toMatchObject({ step: 'WITHOUT_EFFECT', reasonCode: null, note: null, code: 'charter-not-current' });
    titles.push(said?.title);
  }
  expect(titles[3]).toBe('The charter accepted is not the one in force.');
  expect(new Set(titles).size).toBe(4);
});
