import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangeCatalogue } from '../src/catalogue/application/change-catalogue.js';
import { operator } from './a-service.js';
import { API, ARegion, type PersonName } from './a-region.js';
import { listIn } from './an-installation.js';

describe('what staff of the Region reads', () => {
  let region: ARegion;
  let member = '';
  const get = (as: PersonName, path = '') => region.service.send(region.people[as], 'GET', `${API}/authorities/${region.here.id}${path}`);
  const subjects = async (as: PersonName, path = `${member}/grants`) => listIn(await get(as, path)).map(({ subject }) => subject);
  const asked = (as: PersonName, category: string) => region.service.send(region.people[as], 'POST', '/access/v1/evaluation', {
    subject: { type: 'person', id: region.people.member }, action: { name: 'read' }, resource: { type: 'category', id: `${region.here.id}/${category}` },
  });

  beforeAll(async () => {
    region = await ARegion.start();
    const { here, service } = region;
    member = `/members/${here.memberId}`;
    await service.commands.execute(new ChangeCatalogue({ type: 'PublishSubject', data: { code: 'INS', title: { fr: 'Institutionnel' } } }, operator()));
    await service.commands.execute(new ChangeCatalogue({ type: 'PublishCategory', data: { code: 'INS-REG', subject: 'INS', title: { fr: 'Registre' }, kind: 'TSA', appliesTo: ['MUNICIPALITY'] } }, operator()));
    await region.change(here.id, { type: 'GrantAccess', data: { grantId: randomUUID(), memberId: here.memberId, role: 'READER', subject: 'INS', categories: ['INS-REG'] } });
  });
  afterAll(() => region.stop());

  it('is in its provinces, for the helpdesk on a ticket too', async () => {
    for (const path of ['', '/members', '/mandates', '/office-holders', member, `${member}/grants`]) {
      expect([path, (await get('helpdesk', `${path}?ticket=T-2026-00042`)).status, (await get('farDesk', `${path}?ticket=T-2026-00042`)).status]).toEqual([path, 200, 404]);
    }
  });

  it('is, of what others hold, what is of its subjects', async () => {
    expect([await subjects('primary'), await subjects('officer'), await subjects('bySubject')]).toEqual([['FIN', 'INS'], ['FIN', 'INS'], ['INS']]);
    expect([(await get('primary', member)).body['runningGrants'], (await get('bySubject', member)).body['runningGrants']]).toEqual([2, 1]);
  });

  it('is all of what one holds oneself', async () => {
    const memberId = await region.member(region.here.id, 'primary', region.people.bySubject);
    await region.grant(memberId);
    expect(await subjects('bySubject', `/members/${memberId}/grants`)).toEqual(['FIN']);
    expect((await region.service.send(region.people.bySubject, 'GET', `${API}/me`)).body).toMatchObject({ authorities: [{ grants: [{ subject: 'FIN' }] }] });
  });

  it('is asked about categories of its subjects', async () => {
    expect((await asked('bySubject', 'INS-REG')).body).toMatchObject({ decision: true });
    expect((await get('bySubject', '/access?category=INS-REG&action=read')).body).toMatchObject([{ personId: region.people.member }]);
    for (const category of ['FIN-BUD', 'NONE']) expect([category, (await asked('bySubject', category)).status, (await asked('officer', category)).status]).toEqual([category, 403, 200]);
    expect((await get('bySubject', '/access?category=FIN-BUD&action=read')).status).toBe(403);
  });

  it('is no withdrawal where it has some subjects only, nor is one ordered there', async () => {
    const withdrawals = `${API}/persons/${region.people.member}/withdrawals`;
    for (const [as, ...statuses] of [['bySubject', 404, 404, 404], ['local', 200, 404, 201], ['officer', 200, 201, 201]] as const) {
      const order = async (body: object) => (await region.service.send(region.people[as], 'POST', `${API}/persons/${randomUUID()}/withdrawals`, { reasonCode: 'MISUSE', ...body })).status;
      expect([as, (await region.service.send(region.people[as], 'GET', withdrawals)).status, await order({}), await order({ authorityId: region.here.id })]).toEqual([as, ...statuses]);
    }
  });
});
