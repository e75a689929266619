import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ChangeCharter } from '../src/charter/application/change-charter.js';
import { operator } from './a-service.js';
import { AnInstallation, idOf, listIn, people } from './an-installation.js';

const { lea, max, sam, mayor, director, chloe, david, anne, stranger } = people;

describe('a designation', () => {
  let here: AnInstallation;
  let authorityId = '';
  const advanceTo = (at: string) => here.service.advanceTo(at);
  const mandates = async () => listIn(await here.done(chloe, 'GET', `/authorities/${authorityId}/mandates`));
  const listed = async (person: string, query: string) => ((await here.done(person, 'GET', `/designations${query}`)).body['items'] as readonly { designationId: string; status: string }[]);

  beforeEach(async () => {
    here = await AnInstallation.begin();
    authorityId = await here.authority();
  });
  afterEach(() => here.service.stop());

  it('lapses when nobody signs, when only one does, when the authority does not answer, and when nobody accepts: 30 days each', async () => {
    const half = await here.drafted(authorityId, { designee: lea });
    const unsigned = await here.drafted(authorityId, { designee: lea });
    const unanswered = await here.drafted(authorityId, { designee: lea });
    await here.signed(unanswered);
    await here.done(chloe, 'POST', `/designations/${unanswered}/review`, {});
    const unaccepted = await here.drafted(authorityId, { designee: lea });
    await here.signed(unaccepted);
    await advanceTo('2026-11-05T09:00:00.000Z');
    await here.done(chloe, 'POST', `/designations/${unanswered}/information-requests`, { reasonCode: 'ACT_UNREADABLE' });
    await advanceTo('2026-11-10T09:00:00.000Z');
    await here.approved(unaccepted);
    await here.signed(half, [mayor]);
    expect((await here.done(director, 'GET', `/designations/${half}`)).body).toMatchObject({ status: 'AWAITING_SIGNATURES', deadline: '2026-12-10T09:00:00.000Z' });
    await here.service.settled();
    await here.service.restart();
    const lapsed = async () => Promise.all([unsigned, unanswered, unaccepted, half].map(async (id) => (await here.recorded(`designation-${id}`, 'DesignationLapsed')).map(({ at }) => at)));
    await advanceTo('2026-12-02T08:59:59.999Z');
    expect(await lapsed()).toEqual([[], [], [], []]);
    await advanceTo('2026-12-31T00:00:00.000Z');
    expect(await lapsed()).toEqual([['2026-12-02T09:00:00.000Z'], ['2026-12-05T09:00:00.000Z'], ['2026-12-10T09:00:00.000Z'], ['2026-12-10T09:00:00.000Z']]);
    expect(await here.send(lea, 'POST', `/designations/${unaccepted}/acceptance`, { charterVersion: 1 })).toMatchObject({ status: 409 });
    expect(await mandates()).toEqual([]);
  });

  it('takes effect whichever comes first, the approval or the acceptance', async () => {
    const approvedFirst = await here.drafted(authorityId, { designee: lea });
    await here.signed(approvedFirst);
    await here.approved(approvedFirst);
    await here.service.settled();
    expect(await here.statusOf(approvedFirst)).toBe('APPROVED');
    await here.accepted(approvedFirst, lea);
    expect(await here.statusOf(approvedFirst)).toBe('TOOK_EFFECT');

    const acceptedFirst = await here.drafted(authorityId, { designee: max, kind: 'DEPUTY' });
    await here.signed(acceptedFirst);
    await here.accepted(acceptedFirst, max);
    expect(await here.statusOf(acceptedFirst)).toBe('SUBMITTED');
    await here.approved(acceptedFirst);
    await here.service.restart();
    await here.service.settled();
    expect(await here.statusOf(acceptedFirst)).toBe('TOOK_EFFECT');
    expect(await mandates()).toMatchObject([{ personId: lea, kind: 'PRIMARY', active: true }, { personId: max, kind: 'DEPUTY', active: true }]);
    expect(listIn(await here.done(lea, 'GET', `/authorities/${authorityId}/office-holders`)).map(({ personId }) => personId).sort()).toEqual([mayor, director].sort());
  });

  it('that starts in the future takes effect on its day, by the timer', async () => {
    const id = await here.drafted(authorityId, { designee: lea, from: '2027-01-04' });
    await here.signed(id);
    await here.approved(id);
    await here.accepted(id, lea);
    await here.service.restart();
    await advanceTo('2027-01-03T22:59:59.999Z');
    expect([await here.statusOf(id), await mandates()]).toEqual(['APPROVED', []]);
    await advanceTo('2027-01-03T23:00:00.000Z');
    expect(await here.statusOf(id)).toBe('TOOK_EFFECT');
    expect(await mandates()).toMatchObject([{ personId: lea, active: true, from: '2027-01-03T23:00:00.000Z' }]);
  });

  it('lasts as long as it may when nothing else is asked for: six months into the next communal council', async () => {
    const id = await here.drafted(authorityId, { designee: lea });
    expect((await here.done(lea, 'GET', `/designations/${id}`)).body).toMatchObject({ content: { until: '2031-06-02T22:00:00.000Z' } });
    const asked = { authorityId, designeeId: lea, kind: 'PRIMARY', function: 'ADMINISTRATIVE_AGENT', from: '2026-11-02', until: '2031-06-03', signatories: [{ personId: mayor, capacity: 'MAYOR' }, { personId: director, capacity: 'DIRECTOR_GENERAL' }] };
    expect(await here.send(director, 'POST', '/designations', asked)).toMatchObject({ status: 422, body: { code: 'mandate-too-long', latestEnd: '2031-06-02T22:00:00.000Z' } });
    expect(await here.send(director, 'POST', '/designations', { ...asked, until: '2031-06-02' })).toMatchObject({ status: 201 });
  });

  it('that starts in the future may be given up until its day, and then starts nothing', async () => {
    const given = [];
    for (const designee of [lea, max]) {
      const id = await here.drafted(authorityId, { designee, kind: 'DEPUTY', from: '2027-11-01' });
      await here.signed(id);
      await here.approved(id);
      await here.accepted(id, designee);
      given.push(id);
    }
    await here.done(director, 'POST', `/designations/${String(given[0])}/withdrawal`, {});
    await here.done(max, 'POST', `/designations/${String(given[1])}/refusal-by-designee`, {});
    await here.service.restart();
    await advanceTo('2027-11-02T09:00:00.000Z');
    expect(await Promise.all(given.map((id) => here.statusOf(id)))).toEqual(['WITHDRAWN', 'WITHDRAWN']);
    expect(await mandates()).toEqual([]);
  });

  it('takes effect with a charter published meanwhile, once the designated person has accepted that one too', async () => {
    const id = await here.drafted(authorityId, { designee: lea, from: '2027-03-01' });
    await here.signed(id);
    await here.approved(id);
    await here.accepted(id, lea);
    await here.done(anne, 'POST', '/charter/versions', { text: { fr: 'charte 2' } });
    await advanceTo('2027-02-01T09:00:00.000Z');
    expect((await here.done(lea, 'GET', `/designations/${id}`)).body).toMatchObject({ accepted: true, charterVersion: 1 });
    await here.accepted(id, lea, 2);
    await here.service.restart();
    await advanceTo('2027-03-01T09:00:00.000Z');
    expect(await here.statusOf(id)).toBe('TOOK_EFFECT');
    expect(await mandates()).toMatchObject([{ personId: lea, active: true }]);
  });

  it('that cannot take effect says why, for ever', async () => {
    const id = await here.drafted(authorityId, { designee: lea, from: '2027-03-01' });
    await here.signed(id);
    await here.approved(id);
    await here.accepted(id, lea);
    for (const text of ['charte 2', 'charte 3']) await here.service.commands.execute(new ChangeCharter({ type: 'PublishCharter', data: { text: { fr: text } } }, operator()));
    await here.service.settled();
    await advanceTo('2027-03-15T09:00:00.000Z');
    expect(await here.statusOf(id)).toBe('WITHOUT_EFFECT');
    expect(await here.recorded(`designation-${id}`, 'DesignationCouldNotTakeEffect')).toMatchObject([{ data: { code: 'charter-not-current' } }]);
    expect(await mandates()).toEqual([]);
  });

  it('of somebody whom identity does not know yet waits for identity, and takes effect then', async () => {
    const nina = randomUUID();
    const id = await here.drafted(authorityId, { designee: nina });
    await here.signed(id);
    await here.approved(id);
    await here.accepted(id, nina);
    expect(await here.statusOf(id)).toBe('APPROVED');
    await here.service.restart();
    await here.service.publishConfirmed(nina);
    expect(await here.statusOf(id)).toBe('TOOK_EFFECT');
    expect(await mandates()).toMatchObject([{ personId: nina, active: true }]);
  });

  it('of another primary replaces the first in one step', async () => {
    const first = await here.manager(authorityId, { designee: lea });
    const second = await here.manager(authorityId, { designee: max });
    const events = await here.recorded(`authority-${authorityId}`, 'MandateEnded', 'MandateStarted', 'ManagerMissing');
    expect(events.map(({ type, data }) => [type, data['mandateId'], data['reason']])).toEqual([['MandateStarted', first, undefined], ['MandateEnded', first, 'REPLACED'], ['MandateStarted', second, undefined]]);
    expect(await here.send(lea, 'POST', `/authorities/${authorityId}/members`, { function: 'ADMINISTRATIVE_AGENT' })).toMatchObject({ status: 403 });
    expect(await here.send(max, 'POST', `/authorities/${authorityId}/members`, { function: 'ADMINISTRATIVE_AGENT' })).toMatchObject({ status: 201 });
  });

  it('is listed for officers by status, for an authority, and for whom it involves, page by page', async () => {
    const elsewhere = await here.authority({ name: { fr: 'Ailleurs' }, province: '50000' });
    await here.manager(authorityId, { designee: lea });
    const waiting: string[] = [];
    for (const at of ['2026-11-03T09:00:00.000Z', '2026-11-04T09:00:00.000Z', '2026-11-05T09:00:00.000Z']) {
      await advanceTo(at);
      const id = await here.drafted(authorityId, { designee: sam, kind: 'DEPUTY', from: at.slice(0, 10) });
      await here.signed(id);
      waiting.push(id);
    }
    const other = await here.drafted(elsewhere, { designee: max, from: '2026-11-05' });
    await here.done(anne, 'POST', '/staff', { personId: stranger, function: 'OFFICER', provinces: ['50000'] });
    await here.service.settled();
    await here.service.restart();
    expect((await listed(david, '?status=SUBMITTED')).map(({ designationId }) => designationId)).toEqual(waiting);
    expect(await listed(stranger, '?status=SUBMITTED')).toEqual([]);
    expect((await listed(stranger, '?status=DRAFT')).map(({ designationId }) => designationId)).toEqual([other]);
    expect((await listed(lea, `?authorityId=${authorityId}`)).map(({ status }) => status)).toEqual(['SUBMITTED', 'SUBMITTED', 'SUBMITTED', 'TOOK_EFFECT'].sort().reverse());
    expect((await listed(sam, '')).map(({ designationId }) => designationId).sort()).toEqual([...waiting].sort());
    expect(await listed(sam, `?mine=true&authorityId=${elsewhere}`)).toEqual([]);
    for (const query of ['?status=SUBMITTED', `?authorityId=${authorityId}`]) expect((await here.send(sam, 'GET', `/designations${query}`)).status).toBe(404);
    expect((await here.send(lea, 'GET', `/designations?authorityId=${elsewhere}`)).status).toBe(404);

    const first = (await here.done(david, 'GET', '/designations?status=SUBMITTED&limit=2')).body;
    const next = encodeURIComponent(String(first['next']));
    expect(await listed(david, `?status=SUBMITTED&limit=2&cursor=${next}`)).toMatchObject([{ designationId: waiting[2] }]);
    expect(await here.send(chloe, 'GET', `/designations?status=SUBMITTED&cursor=${next}`)).toMatchObject({ status: 400, body: { code: 'cursor-not-valid' } });
  });

  it('that was drafted anew no longer concerns who was named before', async () => {
    const id = await here.drafted(authorityId, { designee: sam });
    await here.service.settled();
    expect(await listed(sam, '?mine=true')).toHaveLength(1);
    await here.done(director, 'PUT', `/designations/${id}`, {
      authorityId, designeeId: max, kind: 'PRIMARY', function: 'ADMINISTRATIVE_AGENT', from: '2026-11-02', until: '2030-01-01',
      signatories: [{ personId: mayor, capacity: 'MAYOR' }, { personId: director, capacity: 'DIRECTOR_GENERAL' }],
    });
    await here.service.settled();
    expect(await listed(sam, '?mine=true')).toEqual([]);
    expect(await listed(max, '?mine=true')).toHaveLength(1);
    expect(idOf(await here.send(sam, 'GET', `/designations/${id}`))).toBe('undefined');
  });
});
