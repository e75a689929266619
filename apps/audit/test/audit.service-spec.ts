import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { openApiOf, routesWithoutCallers, undocumentedRoutes, vagueAnswers } from '#http';
import { eventually } from '#messaging/testing';
import { Notes } from '#personal-data';
import { audit as service } from '../src/audit.module.js';
import { consultedIn } from '../src/consultations/testing/consulted-in.js';
import { agent, BEGIN, colleague, commune, grant, manager, mayor, officer, Story, successor, wholeStory } from '../src/trails/testing/a-story.js';
import { AnAudit, type Answer } from './an-audit.js';

const [auditor, helpdesk, elsewhere, stranger, bySubject, farDesk] = [11, 12, 13, 14, 15, 16].map((number) => `b0000000-0000-4000-8000-0000000000${String(number)}`) as [string, string, string, string, string, string];
const trail = `authorities/${commune}/trail`;
const NEXT_DAY = '2027-03-02T08:00:00.000Z';

const facts = wholeStory().filter(({ source }) => source.startsWith('/access-delegation/'));
const revocation = facts.findIndex(({ type }) => type.includes('access-revoked'));
const before = facts.slice(0, revocation);
const staff = () => {
  const story = new Story();
  // The story has recorded two facts of this stream already.
  for (const [personId, held, provinces, subjects = []] of [
    [auditor, 'AUDITOR', []], [helpdesk, 'HELPDESK', []], [farDesk, 'HELPDESK', ['20001']], [elsewhere, 'OFFICER', ['20001']], [bySubject, 'OFFICER', [], ['FIN']],
  ] as const) {
    story.region('staff', 'staff-appointed', { personId, function: held, scope: { subjects, provinces } });
  }
  return story.facts.map((fact) => ({ ...fact, id: `more ${fact.id}` }));
};

let audit: AnAudit;
let sealed: Notes;
const early: Answer[] = [];
let readyAtFirst: number;
const readiness = async (): Promise<number> => (await fetch(`${audit.running.url}/health/ready`)).status;
beforeAll(async () => {
  audit = await AnAudit.start(BEGIN);
  sealed = new Notes(audit.keys);
  early.push(await audit.get(manager, trail));
  readyAtFirst = await readiness();
  audit.startPublishing();
  await audit.record([...before, ...staff()]);
  await audit.clock.advanceTo(NEXT_DAY);
  await audit.record(await Promise.all(facts.slice(revocation, revocation + 1).map(withNote)));
  await audit.settled();
  await eventually(async () => (await audit.get(auditor, trail)).status === 200);
});
afterAll(() => audit.stop());

const withNote = async (fact: (typeof facts)[number]) =>
  ({ ...fact, subject: agent, recorded: { ...fact.recorded, note: await sealed.seal('Change de service', { eventId: fact.id, field: 'note', subject: agent }) } });
type Item = Record<string, unknown> & { readonly key: string; readonly text: string };
const items = ({ body }: Answer): readonly Item[] => body['items'] as readonly Item[];
const itemOf = (answer: Answer, key: string): Item | undefined => items(answer).find((item) => item.key === key);
const codeOf = ({ status, body }: Answer): string => `${String(status)} ${String(body['code'])}`;
const consultations = async () => consultedIn(audit.infrastructure.store, '2027-03');

describe('before any fact is known to be fresh', () => {
  it('nothing is shown, and audit is not ready', () => { expect([...early.map(codeOf), readyAtFirst]).toEqual(['503 audit-unavailable', 503]); });
  it('and says when to ask again', () => { expect(early.map(({ headers }) => headers.get('retry-after'))).toEqual(['1']); });
});

describe('the trail of an authority', () => {
  it('tells the newest first, in words and with its evidence', async () => {
    const answer = await audit.get(manager, trail);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-language')).toBe('fr');
    expect(items(answer)[0]).toMatchObject({
      key: 'access-revoked', type: 'access-delegation.access-revoked.v1', at: NEXT_DAY, personId: agent, reasonCode: 'JOB_CHANGED', reasonText: 'changement de fonctions',
      text: `{person:${manager}} a retiré à {person:${agent}} le rôle « éditeur » sur « Budget » (BUDGET), LOAN, matière « Finances » (FIN).`,
      actor: { kind: 'person', id: manager, capacity: 'MANAGER', capacityText: 'gestionnaire local de sécurité' },
      note: { state: 'clear', text: 'Change de service' }, ended: null,
      evidence: { eventId: facts[revocation]?.id, source: `/access-delegation/authority-${commune}`, sequence: facts[revocation]?.sequence, ledgerIndex: expect.any(Number) },
    });
    expect(itemOf(answer, 'access-granted')?.['ended']).toMatchObject({ at: NEXT_DAY, by: manager, text: items(answer)[0]?.text, evidence: items(answer)[0]?.['evidence'] });
  });

  it.each([['a signatory', mayor, ''], ['a manager', manager, ''], ['an officer of its province', officer, ''], ['an auditor', auditor, ''], ['the helpdesk on a ticket', helpdesk, '?ticket=T-2027-00042']])(
    'is shown to %s', async (_, person, query) => { expect((await audit.get(person, trail + query)).status).toBe(200); });

  it.each([['the helpdesk without a ticket', helpdesk], ['an officer of another province', elsewhere], ['an officer of some subjects, since it tells of all', bySubject], ['a member', agent], ['dismissed staff', colleague], ['a stranger', stranger]])(
    'does not exist for %s', async (_, person) => {
      for (const path of [trail, `${trail}.csv`, `authorities/${commune}/access?asOf=${BEGIN}`]) expect(codeOf(await audit.get(person, path))).toBe('404 not-found');
    });

  it('does not exist for the helpdesk of another province, with a ticket too', async () => {
    for (const path of [`${trail}?`, `${trail}.csv?`, `authorities/${commune}/access?asOf=${BEGIN}&`]) expect(codeOf(await audit.get(farDesk, `${path}ticket=T-2027-00042`))).toBe('404 not-found');
  });

  it('does not exist for anybody when the authority does not', async () => {
    expect(codeOf(await audit.get(auditor, `authorities/${successor}/trail`))).toBe('404 not-found');
    const told = await audit.get(auditor, `authorities/${successor}/trail`, { 'accept-language': 'de' });
    expect([told.body['title'], told.headers.get('content-language')]).toEqual(['Diesen Verlauf gibt es nicht, oder Sie dürfen ihn nicht sehen.', 'de']);
  });

  it('comes in pages that lead on, for this caller and this question only', async () => {
    const whole = items(await audit.get(manager, `${trail}?limit=200&order=asc`));
    const first = await audit.get(manager, `${trail}?limit=3&order=asc`);
    const second = await audit.get(manager, `${trail}?limit=200&order=asc&cursor=${String(first.body['next'])}`);
    expect([...items(first), ...items(second)]).toEqual(whole);
    expect(second.body).toMatchObject({ next: null, upTo: first.body['upTo'] });
    for (const [person, query] of [[mayor, 'order=asc'], [manager, 'order=desc'], [manager, `order=asc&from=${BEGIN}`]] as const) {
      expect(codeOf(await audit.get(person, `${trail}?${query}&cursor=${String(first.body['next'])}`))).toBe('400 cursor-not-valid');
    }
  });

  it('is told between two instants', async () => {
    expect(items(await audit.get(manager, `${trail}?from=2027-03-02T09:00:00%2B01:00`)).map(({ key }) => key)).toEqual(['access-revoked']);
    expect(items(await audit.get(manager, `${trail}?until=${NEXT_DAY}`)).map(({ key }) => key)).not.toContain('access-revoked');
  });

  it('is a file for a spreadsheet', async () => {
    const answer = await audit.get(manager, `${trail}.csv`);
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const rows = parse(answer.text, { delimiter: ';', bom: true });
    expect(rows).toHaveLength(items(await audit.get(manager, `${trail}?limit=200`)).length + 1);
    expect(rows[1]).toEqual(expect.arrayContaining([NEXT_DAY, 'gestionnaire local de sécurité', 'JOB_CHANGED', 'changement de fonctions', 'Change de service']));
  });
});

describe('the trail of a person', () => {
  it.each(['persons', 'actors'])('%s: is shown to that person and to auditors, to nobody else', async (kind) => {
    const statuses = await Promise.all([agent, auditor, manager, stranger, helpdesk].map(async (person) => (await audit.get(person, `${kind}/${agent}/trail`)).status));
    expect(statuses).toEqual([200, 200, 404, 404, 404]);
  });

  it('is shown on a ticket to the helpdesk that acts everywhere, since it runs through all provinces', async () => {
    for (const [person, status] of [[helpdesk, 200], [farDesk, 404]] as const) expect((await audit.get(person, `persons/${agent}/trail?ticket=T-2027-00042`)).status).toBe(status);
  });

  it('tells what was granted before it was known who it is', async () => {
    expect(itemOf(await audit.get(agent, `persons/${agent}/trail`), 'access-granted')?.['facts']).toMatchObject({ grantId: grant });
  });

  it('tells what the person did', async () => {
    expect(items(await audit.get(manager, `actors/${manager}/trail`)).map(({ actor }) => (actor as { id: string }).id)).toEqual(expect.not.arrayContaining([mayor]));
    expect((await audit.get(manager, `actors/${manager}/trail.csv`)).text).toContain('a octroyé à');
    expect((await audit.get(agent, `persons/${agent}/trail.csv`)).text).toContain('a retiré à');
  });
});

describe('what concerns no authority and no person', () => {
  it('is told to auditors, page by page and as a file: who published and closed what', async () => {
    const answer = await audit.get(auditor, 'region/trail?order=asc');
    // In the order in which their topics were received.
    expect(items(answer).map(({ key, authorityId, personId }) => [key, authorityId, personId]).sort()).toEqual(
      ['category-closed', 'category-published', 'charter-published', 'subject-published'].map((key) => [key, null, null]));
    expect(itemOf(answer, 'category-closed')).toMatchObject({ actor: { kind: 'operator', id: 'command-line' }, text: expect.stringContaining('« Budget » (BUDGET)') });
    const first = await audit.get(auditor, 'region/trail?order=asc&limit=3');
    expect(items(await audit.get(auditor, `region/trail?order=asc&limit=3&cursor=${String(first.body['next'])}`))).toEqual(items(answer).slice(3));
    expect(items(await audit.get(auditor, `region/trail?until=${BEGIN}`))).toEqual([]);
    const file = await audit.get(auditor, 'region/trail.csv');
    expect(parse(file.text, { delimiter: ';', bom: true })).toHaveLength(5);
    expect(file.headers.get('content-disposition')).toContain('trail-region-all.csv');
  });

  it.each([['a manager', manager], ['an officer', officer], ['the helpdesk on a ticket', helpdesk], ['a stranger', stranger]])('does not exist for %s', async (_, person) => {
    for (const path of ['region/trail', 'region/trail.csv']) expect(codeOf(await audit.get(person, `${path}?ticket=T-2027-00042`))).toBe('404 not-found');
  });

  it('is looked at on record', async () => {
    await audit.get(auditor, 'region/trail?limit=2');
    expect((await consultations()).at(-1)).toMatchObject({ data: { by: auditor, what: { trail: 'region', id: 'all', limit: 2 } }, metadata: { actor: { capacity: 'AUDITOR' } } });
  });
});

describe('what was done at the command line', () => {
  it('is told to auditors like what a person did, and to nobody for himself', async () => {
    const answer = await audit.get(auditor, 'actors/command-line/trail?limit=200');
    expect(items(answer).map(({ key }) => key)).toEqual(expect.arrayContaining(['authority-registered', 'category-closed', 'staff-appointed']));
    expect((await audit.get(auditor, 'actors/command-line/trail.csv')).text).toContain('L’opérateur a enregistré');
    for (const person of [manager, officer, 'command-line']) expect((await audit.get(person, 'actors/command-line/trail')).status).toBe(404);
  });
});

describe('access at a past instant', () => {
  const heldAt = async (asOf: string): Promise<Answer> => audit.get(officer, `authorities/${commune}/access?asOf=${asOf}`);

  it('tells who held what then, though it was revoked since', async () => {
    const { status, body } = await heldAt('2027-03-02T07:59:59.999Z');
    expect(status).toBe(200);
    expect(body).toMatchObject({ asOf: '2027-03-02T07:59:59.999Z', grants: [{ personId: agent, facts: { grantId: grant, role: 'EDITOR' }, ended: { at: NEXT_DAY } }] });
    expect(body['grants']).toMatchObject([{ access: {
      open: false, text: 'N’ouvrait aucun accès : catégorie clôturée, catégorie absente du catalogue.',
      categories: [{ category: 'BUDGET', causes: ['category-closed'] }, { category: 'LOAN', causes: ['category-unknown'] }],
    } }]);
    expect((await heldAt(NEXT_DAY)).body['grants']).toEqual([]);
    expect((await heldAt('2027-03-01T07:59:59.999Z')).body['grants']).toEqual([]);
  });

  it('is not told of the future', async () => {
    expect(codeOf(await heldAt('2027-03-02T08:00:00.001Z'))).toBe('422 as-of-not-past');
  });
});

describe('whoever has seen something', () => {
  it('finds it told, or is asked to wait', async () => {
    const token = await audit.record(facts.slice(revocation + 1, revocation + 2));
    expect(itemOf(await audit.get(manager, `${trail}?limit=1`, { 'consistency-token': token }), 'access-granted')?.text).toContain('prolongation');
    const ahead = audit.infrastructure.consistency.seal([{ stream: `authority-${commune}`, version: 999 }]);
    const answer = await audit.get(manager, trail, { 'consistency-token': ahead });
    expect(answer.body).toMatchObject({ status: 503, code: 'not-yet-told', missing: [`authority-${commune}`] });
    expect(codeOf(await audit.get(manager, trail, { 'consistency-token': 'ct1.AAAA' }))).toBe('400 consistency-token-not-valid');
  });
});

describe('a note about somebody who was erased', () => {
  it('is said to be erased', async () => {
    const [fact] = await Promise.all(facts.slice(revocation + 1, revocation + 2).map(withNote));
    if (!fact) throw new Error('the story is over');
    const note = await sealed.seal('secret', { eventId: 'erased', field: 'note', subject: stranger });
    await audit.keys.drop(stranger);
    await audit.record([{ ...fact, id: 'erased', subject: stranger, recorded: { ...fact.recorded, note } }]);
    await audit.settled();
    const answer = await audit.get(manager, `${trail}?limit=1`);
    expect(items(answer)[0]?.['note']).toEqual({ state: 'erased', text: null });
    expect(answer.text).not.toContain('secret');
  });
});

describe('a withdrawal everywhere', () => {
  it('is told in the trail of the authority, without its note, and once to the person and of the officer', async () => {
    const story = new Story();
    const ordered = story.withdrawal('withdrawal-ordered', null, { decideBefore: NEXT_DAY }, { recorded: { reasonCode: 'FRAUD' } });
    await audit.record([await withNote(ordered)]);
    await audit.settled();
    const found = async (person: string, path: string) => items(await audit.get(person, path)).filter(({ key }) => key === 'withdrawal-ordered');
    expect(await found(manager, trail)).toMatchObject([{ authorityId: commune, personId: agent, note: null, reasonCode: null, evidence: { eventId: ordered.id } }]);
    for (const [person, path] of [[agent, `persons/${agent}/trail`], [officer, `actors/${officer}/trail`]] as const) {
      expect(await found(person, path)).toMatchObject([{ authorityId: null, personId: agent, note: { state: 'clear' }, reasonCode: 'FRAUD', evidence: { eventId: ordered.id } }]);
    }
    expect((await audit.get(manager, `${trail}.csv`)).text).toContain('auprès de tous les pouvoirs locaux');
  });
});

describe('looking', () => {
  it('is recorded: who, in which capacity, at what; a refusal is not', async () => {
    const seen = (await consultations()).length;
    await audit.get(helpdesk, `${trail}?limit=2&ticket=T-2027-00042`, { 'x-request-id': 'call-1' });
    await audit.get(stranger, trail);
    const more = (await consultations()).slice(seen);
    expect(more).toHaveLength(1);
    expect(more[0]).toMatchObject({
      type: 'TrailConsulted', data: { by: helpdesk, what: { trail: 'authority', id: commune, limit: 2, order: 'desc', ticket: 'T-2027-00042' } },
      metadata: { correlationId: 'call-1', actor: { id: helpdesk, capacity: 'HELPDESK' } },
    });
  });

  it('at once, by many, is recorded for each', async () => {
    const seen = (await consultations()).length;
    await Promise.all(Array.from({ length: 20 }, () => audit.get(manager, trail)));
    expect((await consultations()).length).toBe(seen + 20);
  });
});

describe('a bad request is refused', () => {
  it.each([
    [`${trail}?limit=0`, '400 validation-failed'], [`${trail}?limit=201`, '400 validation-failed'], [`${trail}?order=up`, '400 validation-failed'], [`${trail}?from=2027-03-01`, '400 validation-failed'],
    [`${trail}?from=2027-02-30T00:00:00Z`, '422 date-not-valid'], [`${trail}?until=2027-13-01T00:00:00Z`, '422 date-not-valid'], [`${trail}?cursor=cu1.AAAA`, '400 cursor-not-valid'],
    [`${trail}?until=9999-12-31T23:59:59-01:00`, '422 date-not-valid'], [`${trail}.csv?from=0000-01-01T00:00:00Z`, '422 date-not-valid'], [`${trail}?until=2027-03-02T00:00:00%2B15:00`, '422 date-not-valid'],
    [`${trail}?from=${NEXT_DAY}&until=${NEXT_DAY}`, '422 period-empty'], [`${trail}.csv?from=${NEXT_DAY}&until=2027-03-02T08:59:59%2B01:00`, '422 period-empty'],
    [`authorities/${commune}/access?asOf=9999-12-31T23:59:59-01:00`, '422 date-not-valid'], [`authorities/${commune}/access?asOf=0000-12-31T23:59:59Z`, '422 date-not-valid'],
    [`${trail}?ticket=*`, '400 validation-failed'], [`${trail}?person=1`, '400 validation-failed'], [`${trail}.csv?cursor=x`, '400 validation-failed'], ['authorities/ALL/trail', '400 id-not-valid'], ['actors/ALL/trail', '400 id-not-valid'], ['persons/command-line/trail', '400 id-not-valid'],
    [`authorities/${commune}/access`, '400 validation-failed'], [`persons/${manager}%00/trail`, '400 id-not-valid'],
  ])('%s', async (path, code) => { expect(codeOf(await audit.get(manager, path))).toBe(code); });

  it('from a machine client', async () => {
    expect(codeOf(await audit.get('c1', trail, {}, { client_id: 'c1' }))).toBe('403 caller-not-allowed');
  });
});

describe('the service', () => {
  it('says of each route who may call it and what it answers, and is ready', async () => {
    const { app } = audit.running;
    expect(routesWithoutCallers(app)).toEqual([]);
    expect(undocumentedRoutes(app, openApiOf(app, service.api))).toEqual([]);
    expect(vagueAnswers(openApiOf(app, service.api))).toEqual([]);
    expect(await readiness()).toBe(200);
  });
});

describe('a manager whose mandate ran out', () => {
  it('reads the history of his authority for 30 days more', async () => {
    const looksAt = async (now: string): Promise<readonly string[]> => {
      await audit.clock.advanceTo(now);
      await eventually(async () => (await audit.get(auditor, trail)).status === 200);
      return Promise.all([trail, `${trail}.csv`, `authorities/${commune}/access?asOf=${NEXT_DAY}`].map(async (path) => String((await audit.get(manager, path)).status)));
    };
    expect(await looksAt('2028-01-30T22:59:59.999Z')).toEqual(['200', '200', '200']);
    const last = (await consultedIn(audit.infrastructure.store, '2028-01')).at(-1);
    expect(last?.metadata.actor).toMatchObject({ id: manager, capacity: 'MANAGER_IN_GRACE' });
    const granted = async (person: string) => itemOf(await audit.get(person, `actors/${manager}/trail?limit=200&order=asc`), 'access-granted');
    const whole = { personId: agent, text: expect.stringContaining(`{person:${agent}}`), ended: { at: NEXT_DAY, by: manager } };
    expect(await granted(manager)).toMatchObject(whole);
    expect(await looksAt('2028-01-30T23:00:00.000Z')).toEqual(['404', '404', '404']);
    // What he did remains his to read, as it was told him then: not to whom he had given it, nor what came of it.
    expect(await granted(manager)).toMatchObject({ personId: null, text: expect.stringContaining('une personne à identifier'), ended: null, facts: { grantId: grant } });
    const [, row] = parse((await audit.get(manager, `actors/${manager}/trail.csv?order=asc&from=${BEGIN}`)).text, { delimiter: ';', bom: true }).filter(([, , fact]: readonly string[]) => fact?.includes('octroyé') === true || fact === 'Fait');
    expect([row?.[2], row?.[8]]).toEqual([expect.stringContaining('une personne à identifier'), '']);
    expect(await granted(auditor)).toMatchObject(whole);
  });
});
