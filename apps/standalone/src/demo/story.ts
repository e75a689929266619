import { brusselsDate } from '#belgium';
import { DAY, plus, type Instant } from '#kernel';
import { designate, idOf } from './designate.js';
import type { Answer, Stage } from './stage.js';

const HOUR = DAY / 24;
const SIGNATORIES = [['henri', 'MAYOR'], ['isabelle', 'DIRECTOR_GENERAL']] as const;

/** The last Tuesday, ten in the morning, that lies between the grant and its revocation. */
const lastTuesday = (before: Instant): Instant => {
  let day = plus(before, -DAY);
  while (new Date(day).getUTCDay() !== 2) day = plus(day, -DAY);
  return `${day.slice(0, 10)}T09:00:00.000Z`;
};

/** The commune of the story, which must not be registered yet, and its clock: does it move? */
export type Setting = { readonly commune: { readonly nisCode: string; readonly enterpriseNumber: string }; readonly clockMoves: boolean };

export const SARTBOIS: Setting['commune'] = { nisCode: '99091', enterpriseNumber: '0150099976' };

/** From designation to audited revocation, in nine days that end at `now`, or all of it now. Every step is a request of a person. */
export const tellTheStory = async (stage: Stage, now: Instant, { commune, clockMoves }: Setting): Promise<void> => {
  const begin = clockMoves ? plus(now, -9 * DAY) : now;
  await stage.goTo(begin);
  const cpasId = await welfareCentre(stage);
  const authorityId = await register(stage, commune);
  const at = `/access-delegation/v1/authorities/${authorityId}`;
  const term = { authorityId, from: brusselsDate(begin), signatories: SIGNATORIES };
  await designate(stage, { ...term, designee: 'lea', kind: 'PRIMARY' });
  await designate(stage, { ...term, designee: 'marc', kind: 'DEPUTY' });

  await stage.goTo(plus(begin, DAY));
  const nadia = await stage.step('La GLS ajoute Nadia', 'lea', ['POST', `${at}/members`], { personId: idOf('nadia'), function: 'ADMINISTRATIVE_AGENT' }, 201);
  const nadiaAt = `${at}/members/${idIn(nadia)}`;
  await asked(stage, authorityId, 'edit', false, nadia);
  const grant = await stage.step('… et lui octroie ÉDITEUR sur les budgets', 'lea', ['POST', `${nadiaAt}/grants`], { role: 'EDITOR', subject: 'FIN', categories: ['FIN-BUD'] }, 201);
  await asked(stage, authorityId, 'edit', true, grant);

  await stage.goTo(plus(begin, DAY + HOUR));
  await designate(stage, { ...term, authorityId: cpasId, designee: 'olivier', kind: 'PRIMARY', from: brusselsDate(clockMoves ? plus(begin, DAY) : begin), signatories: [['pauline', 'CHAIR'], ['quentin', 'DIRECTOR_GENERAL']] });
  await stage.step('Le GLS du CPAS essaie d’octroyer ici : pour lui, rien n’existe', 'olivier', ['POST', `${nadiaAt}/grants`], { role: 'READER', subject: 'FIN' }, 404);

  await stage.goTo(plus(begin, 2 * DAY));
  await grantToHerself(stage, at);

  await stage.goTo(plus(now, -6 * HOUR));
  const before = clockMoves ? lastTuesday(plus(now, -6 * HOUR)) : stage.now();
  const revoked = await stage.step('Nadia change de service : l’octroi est retiré', 'lea', ['POST', `${nadiaAt}/grants/${idIn(grant)}/revocation`], { reasonCode: 'CHANGE_OF_DUTIES', note: 'Passe à l’état civil' }, 201);
  await asked(stage, authorityId, 'edit', false, revoked);
  const reads = await stage.step('Elle garde une lecture', 'lea', ['POST', `${nadiaAt}/grants`], { role: 'READER', subject: 'FIN', categories: ['FIN-BUD'] }, 201);
  await asked(stage, authorityId, 'read', true, reads);
  const withdrawals = `/access-delegation/v1/persons/${idOf('nadia')}/withdrawals`;
  const withdrawn = await stage.step('Abus manifeste : une agente du SPW retire tous les accès de Nadia', 'claire', ['POST', withdrawals], { reasonCode: 'MANIFEST_MISUSE' }, 201);
  await asked(stage, authorityId, 'read', false, withdrawn);
  const lifted = await stage.step('Un second agent entend Nadia et lève la mesure', 'damien', ['POST', `${withdrawals}/${idIn(withdrawn)}/lifting`], {}, 201);
  await asked(stage, authorityId, 'read', true, lifted);

  await stage.goTo(now);
  await readTrail(stage, authorityId);
  await readWithdrawal(stage);
  await askThePast(stage, authorityId, before, clockMoves ? 'mardi dernier' : 'juste avant le retrait');
};

const idIn = ({ body }: Answer): string => String(body['id']);

const welfareCentre = async (stage: Stage): Promise<string> => {
  const centreIn = ({ body }: Answer): string | undefined =>
    (body['items'] as readonly { readonly authorityId: string; readonly type: string }[] | undefined)?.find(({ type }) => type === 'SOCIAL_WELFARE_CENTRE')?.authorityId;
  const found = await stage.step('L’administratrice cherche le CPAS de Valmarche', 'amelie', ['GET', '/access-delegation/v1/authorities?nisCode=99011'], undefined, 200, (answer) => centreIn(answer) !== undefined);
  return String(centreIn(found));
};

const register = async (stage: Stage, commune: Setting['commune']): Promise<string> => {
  const registered = await stage.step('L’administratrice enregistre une commune', 'amelie', ['POST', '/access-delegation/v1/authorities'], {
    type: 'MUNICIPALITY', name: { fr: 'Sartbois-la-Claire' }, ...commune, province: '99000', supervision: 'REGION',
  }, 201);
  const { body } = await stage.step('Personne n’y gère encore les accès', 'amelie', ['GET', `/access-delegation/v1/authorities/${idIn(registered)}`], undefined, 200);
  stage.holds('et le système le dit', body['warnings'], String(body['warnings']).includes('primary-missing'));
  return idIn(registered);
};

/** Whoever answers must have seen what was acknowledged just before. */
const asked = async (stage: Stage, authorityId: string, action: 'read' | 'edit', expected: boolean, { body: { token } }: Answer): Promise<void> => {
  const { body } = await stage.step(`Nadia peut-elle ${action === 'read' ? 'lire' : 'modifier'} les budgets ?`, 'nadia', ['POST', '/access/v1/evaluation'], {
    subject: { type: 'person', id: idOf('nadia') }, action: { name: action }, resource: { type: 'category', id: `${authorityId}/FIN-BUD` },
    context: { consistencyToken: token },
  }, 200);
  stage.holds(expected ? 'oui, dès cet instant' : 'non', undefined, body['decision'] === expected);
};

const grantToHerself = async (stage: Stage, at: string): Promise<void> => {
  const { body } = await stage.step('La GLS est elle-même membre', 'lea', ['GET', `${at}/members`], undefined, 200);
  const lea = Object.values(body).find((member) => (member as { personId: string }).personId === idOf('lea')) as { memberId: string };
  const path = `${at}/members/${lea.memberId}/grants`;
  const wish = { role: 'READER', subject: 'FIN', categories: ['FIN-CPT'] };
  await stage.step('Elle s’octroie un droit sans dire pourquoi : refusé', 'lea', ['POST', path], wish, 422);
  await stage.step('… puis avec une raison', 'lea', ['POST', path], { ...wish, reasonCode: 'REPLACES_ABSENT_COLLEAGUE' }, 201);
  const grants = await stage.step('Le suppléant regarde', 'marc', ['GET', path], undefined, 200);
  const flagged = Object.values(grants.body).some((grant) => (grant as { selfGranted: boolean }).selfGranted);
  stage.holds('l’auto-octroi est signalé', { selfGranted: flagged }, flagged);
};

type TrailItem = { readonly when: string; readonly text: string; readonly reasonCode: string | null; readonly reasonText: string | null; readonly actor: { readonly capacityText: string }; readonly ended: { readonly text: string } | null };

const itemsIn = (body: Answer['body']): readonly TrailItem[] => (body['items'] ?? []) as readonly TrailItem[];
const heard = (words: string) => ({ body }: Answer): boolean => itemsIn(body).some(({ text }) => text.includes(words));

const readTrail = async (stage: Stage, authorityId: string): Promise<void> => {
  const { body } = await stage.step('Le bourgmestre lit l’historique des accès', 'henri', ['GET', `/audit/v1/authorities/${authorityId}/trail?order=asc&limit=200`], undefined, 200, heard('a retiré'));
  const items = itemsIn(body);
  for (const { when, text, reasonText, actor, ended } of items) {
    stage.tell(`${when} — ${text} [${actor.capacityText}${reasonText === null ? '' : `, motif : ${reasonText}`}]${ended ? ` → ${ended.text}` : ''}`);
  }
  const told = items.map(({ text }) => text).join('\n');
  stage.holds('chaque fait y est, en français', { faits: items.length }, ['a octroyé', 'a retiré', 'gestionnaire local de sécurité', 'charte'].every((words) => told.includes(words)));
};

const readWithdrawal = async (stage: Stage): Promise<void> => {
  const { body } = await stage.step('L’auditrice lit ce qui concerne Nadia', 'elise', ['GET', `/audit/v1/persons/${idOf('nadia')}/trail?order=desc&limit=3`], undefined, 200, heard('levé'));
  const items = itemsIn(body);
  for (const { when, text, reasonText } of items) stage.tell(`${when} — ${text}${reasonText === null ? '' : ` [motif : ${reasonText}]`}`);
  stage.holds('le retrait par le SPW y est, avec son motif', undefined, items.some(({ reasonCode }) => reasonCode === 'MANIFEST_MISUSE'));
};

const askThePast = async (stage: Stage, authorityId: string, before: Instant, when: string): Promise<void> => {
  const { body } = await stage.step(`Et ${when} (${brusselsDate(before)}), qui avait quoi ?`, 'elise', ['GET', `/audit/v1/authorities/${authorityId}/access?asOf=${before}`], undefined, 200);
  const grants = body['grants'] as readonly (TrailItem & { readonly personId: string; readonly access: { readonly open: boolean; readonly text: string } })[];
  for (const { text, access } of grants) stage.tell(`${text} → ${access.text}`);
  stage.holds('Nadia était éditrice des budgets à ce moment-là, elle ne l’est plus', undefined, grants.some(({ personId, text, access }) => personId === idOf('nadia') && text.includes('éditeur') && access.open));
};
