import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ChangeCharter } from '../src/charter/application/change-charter.js';
import { operator } from './a-service.js';
import { AnInstallation, idOf, listIn, people } from './an-installation.js';

const { lea, max, sam, mayor, anne } = people;
const GAP = ['ManagerGapForeseen', 'ManagerMissing', 'ManagerRestored'];

describe('as time passes', () => {
  let here: AnInstallation;
  let authorityId = '';
  const recorded = (...types: readonly string[]) => here.recorded(`authority-${authorityId}`, ...types);
  const advanceTo = (at: string) => here.service.advanceTo(at);
  const gaps = async () => (await recorded(...GAP)).map(({ type, at, data }) => [type, at, ...('daysLeft' in data ? [data['daysLeft']] : [])]);

  beforeEach(async () => {
    here = await AnInstallation.begin();
    authorityId = await here.authority();
  });
  afterEach(() => here.service.stop());

  it('a grant closes at its instant, and the timer records it, across a restart', async () => {
    await here.manager(authorityId, { designee: lea });
    const memberId = await here.member(authorityId, lea, sam);
    await here.grant(authorityId, lea, memberId, { until: '2026-12-31' });
    await here.service.settled();
    await here.service.restart();
    await advanceTo('2026-12-31T22:59:59.999Z');
    expect(await here.may(authorityId, sam, 'edit')).toBe(true);
    await advanceTo('2026-12-31T23:00:00.000Z');
    expect(await here.may(authorityId, sam, 'edit')).toBe(false);
    expect(await recorded('AccessExpired')).toMatchObject([{ at: '2026-12-31T23:00:00.000Z' }]);
  });

  it('a door is closed at the instant although no timer has run', async () => {
    await here.manager(authorityId, { designee: lea });
    await here.grant(authorityId, lea, await here.member(authorityId, lea, sam), { until: '2026-12-31' });
    await here.service.settled();
    await here.service.restart(() => here.service.clock.advanceTo('2026-12-31T23:00:00.000Z'));
    expect(await here.may(authorityId, sam, 'edit')).toBe(false);
    expect(await recorded('AccessExpired')).toEqual([]);
    await advanceTo('2026-12-31T23:00:00.001Z');
    expect(await recorded('AccessExpired')).toHaveLength(1);
  });

  it('a membership ends on its own last day, later when it was extended, and a timer tells that day, also after it', async () => {
    await here.manager(authorityId, { designee: lea });
    const members = `/authorities/${authorityId}/members`;
    const memberId = idOf(await here.done(lea, 'POST', members, { personId: sam, function: 'ADMINISTRATIVE_AGENT', until: '2026-11-30' }));
    await here.grant(authorityId, lea, memberId, { until: '2026-12-31' });
    await here.done(lea, 'POST', `${members}/${memberId}/extension`, { until: '2026-12-15' });
    await advanceTo('2026-12-15T22:59:59.999Z');
    expect(await here.may(authorityId, sam, 'edit')).toBe(true);
    expect(await recorded('MemberLeft')).toEqual([]);
    await here.service.restart(() => here.service.clock.advanceTo('2027-01-10T09:00:00.000Z'));
    expect(await here.may(authorityId, sam, 'edit')).toBe(false);
    await advanceTo('2027-01-10T09:00:00.001Z');
    expect(await recorded('MemberLeft', 'AccessExpired')).toMatchObject([{ type: 'MemberLeft', data: { memberId, at: '2026-12-15T23:00:00.000Z' } }]);
  });

  it('a departure that was announced is told once', async () => {
    await here.manager(authorityId, { designee: lea });
    const memberId = await here.member(authorityId, lea, sam);
    await here.done(lea, 'POST', `/authorities/${authorityId}/members/${memberId}/departure`, { at: '2026-12-15' });
    await advanceTo('2027-01-10T09:00:00.000Z');
    expect(await recorded('MemberLeft')).toHaveLength(1);
  });

  it('a mandate is counted down, expires, and leaves 30 days to suspend and revoke but not to grant', async () => {
    const mandateId = await here.manager(authorityId, { designee: lea, until: '2027-06-30' });
    const memberId = await here.member(authorityId, lea, sam);
    const grantId = await here.grant(authorityId, lea, memberId, { until: '2028-06-30' });
    await advanceTo('2027-05-01T09:00:00.000Z');
    await here.service.restart();
    await advanceTo('2027-07-01T09:00:00.000Z');
    expect(await gaps()).toEqual([
      ['ManagerGapForeseen', '2027-04-01T22:00:00.000Z', 90], ['ManagerGapForeseen', '2027-05-31T22:00:00.000Z', 30],
      ['ManagerGapForeseen', '2027-06-23T22:00:00.000Z', 7], ['ManagerMissing', '2027-06-30T22:00:00.000Z'],
    ]);
    expect(await recorded('MandateEnded')).toMatchObject([{ at: '2027-06-30T22:00:00.000Z', data: { mandateId, reason: 'EXPIRED' } }]);
    const member = `/authorities/${authorityId}/members/${memberId}`;
    expect(await here.may(authorityId, sam, 'edit')).toBe(true);
    expect(await here.send(lea, 'POST', `${member}/grants`, { role: 'READER', subject: 'FIN' })).toMatchObject({ status: 403 });
    expect(await here.send(lea, 'POST', `${member}/suspension`, {})).toMatchObject({ status: 201 });
    expect(await here.may(authorityId, sam, 'edit')).toBe(false);
    expect(await here.send(lea, 'POST', `${member}/grants/${grantId}/revocation`, { reasonCode: 'CHANGE_OF_DUTIES' })).toMatchObject({ status: 201 });
    await advanceTo('2027-07-30T22:00:00.000Z');
    expect(await here.send(lea, 'POST', `${member}/suspension`, {})).toMatchObject({ status: 403 });

    await here.manager(authorityId, { designee: max, from: '2027-07-31', until: '2030-07-30' });
    expect((await gaps()).at(-1)).toEqual(['ManagerRestored', '2027-07-30T22:00:00.000Z']);
  });

  it('a mark that a short mandate has passed already is told at its start', async () => {
    await here.manager(authorityId, { designee: lea, until: '2026-11-20' });
    expect(await gaps()).toEqual([['ManagerGapForeseen', '2026-11-02T09:00:00.000Z', 30]]);
    await advanceTo('2026-11-14T00:00:00.000Z');
    expect((await gaps()).at(-1)).toEqual(['ManagerGapForeseen', '2026-11-13T23:00:00.000Z', 7]);
  });

  it('a planned departure brings the gap nearer and ends the mandate on its day', async () => {
    const mandateId = await here.manager(authorityId, { designee: lea });
    const [manager] = listIn(await here.done(lea, 'GET', `/authorities/${authorityId}/members`));
    await here.done(lea, 'POST', `/authorities/${authorityId}/members/${String(manager?.['memberId'])}/departure`, { at: '2026-12-31', force: true });
    await here.service.settled();
    await here.service.restart();
    await advanceTo('2027-01-15T09:00:00.000Z');
    expect(await gaps()).toEqual([
      ['ManagerGapForeseen', '2026-11-02T09:00:00.000Z', 90], ['ManagerGapForeseen', '2026-12-01T23:00:00.000Z', 30],
      ['ManagerGapForeseen', '2026-12-24T23:00:00.000Z', 7], ['ManagerMissing', '2026-12-31T23:00:00.000Z'],
    ]);
    expect(await recorded('MandateEnded')).toMatchObject([{ at: '2026-12-31T23:00:00.000Z', data: { mandateId, reason: 'LEFT' } }]);
  });

  const askedByLea = async (): Promise<readonly number[]> => Promise.all([
    here.service.send(lea, 'POST', '/access/v1/evaluation', { subject: { type: 'person', id: sam }, action: { name: 'read' }, resource: { type: 'category', id: `${authorityId}/FIN-BUD` } }),
    here.send(lea, 'GET', `/authorities/${authorityId}/access?category=FIN-BUD&action=read`),
    here.send(lea, 'GET', `/designations?authorityId=${authorityId}`),
  ]).then((answers) => answers.map(({ status }) => status));

  it('whoever managed until the mandate ran out sees everything for 30 days more', async () => {
    await here.manager(authorityId, { designee: lea, until: '2026-12-31' });
    await here.member(authorityId, lea, sam);
    await advanceTo('2027-01-30T22:59:59.999Z');
    expect(await askedByLea()).toEqual([200, 200, 200]);
    await advanceTo('2027-01-30T23:00:00.000Z');
    expect(await askedByLea()).toEqual([403, 403, 404]);
  });

  it('whoever managed has no say about the authority from the day of departure on, although no timer has run', async () => {
    await here.manager(authorityId, { designee: lea });
    const [manager] = listIn(await here.done(lea, 'GET', `/authorities/${authorityId}/members`));
    await here.member(authorityId, lea, sam);
    await here.done(lea, 'POST', `/authorities/${authorityId}/members/${String(manager?.['memberId'])}/departure`, { at: '2026-12-31', force: true });
    await here.service.settled();
    await here.service.restart(() => here.service.clock.advanceTo('2026-12-31T22:59:59.999Z'));
    expect(await askedByLea()).toEqual([200, 200, 200]);
    await here.service.restart(() => here.service.clock.advanceTo('2026-12-31T23:00:00.000Z'));
    expect(await askedByLea()).toEqual([403, 404, 404]);
    expect(await recorded('MandateEnded')).toEqual([]);
  });

  it('no gap is foreseen while a deputy goes on, and it is again once the deputy is gone', async () => {
    await here.manager(authorityId, { designee: lea, until: '2027-06-30' });
    const deputy = await here.manager(authorityId, { designee: max, kind: 'DEPUTY', until: '2029-06-30' });
    await advanceTo('2027-06-10T09:00:00.000Z');
    expect(await gaps()).toEqual([]);
    await here.done(max, 'POST', `/authorities/${authorityId}/mandates/${deputy}/resignation`, {});
    await here.service.settled();
    expect(await gaps()).toEqual([['ManagerGapForeseen', '2027-06-10T09:00:00.000Z', 30]]);
    await advanceTo('2027-07-01T09:00:00.000Z');
    expect((await gaps()).map(([type, , days]) => days ?? type)).toEqual([30, 7, 'ManagerMissing']);
  });

  it('a new charter must be accepted within 30 days, or nobody manages until it is', async () => {
    const mandateId = await here.manager(authorityId, { designee: lea });
    const memberId = await here.member(authorityId, lea, sam);
    await here.service.commands.execute(new ChangeCharter({ type: 'PublishCharter', data: { text: { fr: 'Charte 2' } } }, operator()));
    await here.service.settled();
    await here.service.restart();
    expect((await here.done(lea, 'GET', '/me')).body).toMatchObject({ authorities: [{ charterToAccept: 2, mandates: [{ active: true }] }] });
    await advanceTo('2026-12-02T08:59:59.999Z');
    await here.grant(authorityId, lea, memberId, { role: 'READER' });
    await advanceTo('2026-12-02T09:00:00.000Z');
    expect(await here.send(lea, 'POST', `/authorities/${authorityId}/members/${memberId}/grants`, { role: 'EDITOR', subject: 'FIN' })).toMatchObject({ status: 403 });
    expect(await gaps()).toEqual([
      ['ManagerGapForeseen', '2026-11-02T09:00:00.000Z', 30], ['ManagerGapForeseen', '2026-11-25T09:00:00.000Z', 7], ['ManagerMissing', '2026-12-02T09:00:00.000Z'],
    ]);
    await here.done(lea, 'POST', `/authorities/${authorityId}/mandates/${mandateId}/charter-acceptance`, { charterVersion: 2 });
    expect((await gaps()).at(-1)).toEqual(['ManagerRestored', '2026-12-02T09:00:00.000Z']);
    expect((await here.done(lea, 'GET', '/me')).body).toMatchObject({ authorities: [{ charterToAccept: null, mandates: [{ active: true }] }] });
    expect(await here.send(lea, 'POST', `/authorities/${authorityId}/members/${memberId}/grants`, { role: 'EDITOR', subject: 'FIN' })).toMatchObject({ status: 201 });
  });

  it('the last mandate ends by force only, and abuse takes back what the manager granted to himself', async () => {
    const mandateId = await here.manager(authorityId, { designee: lea });
    const [manager] = listIn(await here.done(lea, 'GET', `/authorities/${authorityId}/members`));
    await here.grant(authorityId, lea, String(manager?.['memberId']), { reasonCode: 'REPLACEMENT' });
    await here.grant(authorityId, lea, await here.member(authorityId, lea, sam));
    const ending = `/authorities/${authorityId}/mandates/${mandateId}/ending`;
    expect(await here.send(mayor, 'POST', ending, { reason: 'ABUSE' })).toMatchObject({ status: 409, body: { code: 'last-manager' } });
    expect(await here.may(authorityId, lea, 'edit')).toBe(true);
    await here.done(mayor, 'POST', ending, { reason: 'ABUSE', force: true });
    expect(await here.may(authorityId, lea, 'edit')).toBe(false);
    expect(await here.may(authorityId, sam, 'edit')).toBe(true);
    await here.service.settled();
    expect((await gaps()).map(([type]) => type)).toEqual(['ManagerMissing']);
    expect(idOf(await here.send(anne, 'POST', ending, { reason: 'ABUSE' }))).toBe('undefined');
  });
});
