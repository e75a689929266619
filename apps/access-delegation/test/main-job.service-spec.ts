import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChangeCatalogue } from '../src/catalogue/application/change-catalogue.js';
import { ChangeCharter } from '../src/charter/application/change-charter.js';
import { ChangeStaff } from '../src/staff/application/change-staff.js';
import { AService, operator, type Sent } from './a-service.js';

const people = { anne: randomUUID(), benoit: randomUUID(), chloe: randomUUID(), david: randomUUID(), mayor: randomUUID(), director: randomUUID(), lea: randomUUID(), sam: randomUUID(), stranger: randomUUID() };
const charter = createHash('sha256').update('charte').digest('hex');

describe('the main job, over HTTP', () => {
  let service: AService;
  let authorityId = '';
  let memberId = '';
  let grantId = '';
  const idOf = ({ body }: Sent): string => String(body['id']);
  const ask = (as: string, subject: string, action: string) => service.send(as, 'POST', '/access/v1/evaluation', {
    subject: { type: 'person', id: subject }, action: { name: action }, resource: { type: 'category', id: `${authorityId}/FIN-BUD` },
  });

  beforeAll(async () => {
    service = await AService.start();
    await service.confirm(...Object.values(people));
    const { anne, benoit } = people;
    await service.commands.execute(new ChangeStaff({ type: 'BootstrapStaff', data: { administrators: [anne, benoit] } }, operator()));
    await service.commands.execute(new ChangeCharter({ type: 'PublishCharter', data: { text: { fr: 'Charte' } } }, operator()));
    await service.commands.execute(new ChangeCatalogue({ type: 'PublishSubject', data: { code: 'FIN', title: { fr: 'Finances' } } }, operator()));
    await service.commands.execute(new ChangeCatalogue(
      { type: 'PublishCategory', data: { code: 'FIN-BUD', subject: 'FIN', title: { fr: 'Budget' }, kind: 'TSA', appliesTo: ['MUNICIPALITY'] } }, operator(),
    ));
  });
  afterAll(() => service.stop());

  it('registers an authority', async () => {
    const registered = await service.send(people.anne, 'POST', '/access-delegation/v1/authorities', {
      type: 'MUNICIPALITY', name: { fr: 'Valombre' }, supervision: 'REGION', nisCode: '99001', province: '90000', enterpriseNumber: '0206731645',
    });
    expect(registered).toMatchObject({ status: 201 });
    authorityId = idOf(registered);
    expect((await service.send(people.anne, 'GET', `/access-delegation/v1/authorities/${authorityId}`)).body).toMatchObject({ status: 'OPEN', warnings: ['primary-missing', 'deputy-missing'] });
    expect((await service.send(people.stranger, 'GET', `/access-delegation/v1/authorities/${authorityId}`)).status).toBe(404);
  });

  it('appoints officers', async () => {
    for (const personId of [people.chloe, people.david]) {
      expect(await service.send(people.anne, 'POST', '/access-delegation/v1/staff', { personId, function: 'OFFICER' })).toMatchObject({ status: 201 });
    }
  });

  it('starts the mandate once both have signed, the officer approved and the designee accepted', async () => {
    const draft = await service.send(people.director, 'POST', '/access-delegation/v1/designations', {
      authorityId, designeeId: people.lea, kind: 'PRIMARY', function: 'ADMINISTRATIVE_AGENT', from: '2026-11-02', until: '2031-06-02',
      signatories: [{ personId: people.mayor, capacity: 'MAYOR' }, { personId: people.director, capacity: 'DIRECTOR_GENERAL' }],
      pieces: [{ kind: 'ACT', reference: 'acte-1', sha256: charter }],
    });
    expect(draft).toMatchObject({ status: 201 });
    const path = `/access-delegation/v1/designations/${idOf(draft)}`;
    const { contentSha256 } = (await service.send(people.mayor, 'GET', path)).body;
    for (const signatory of [people.mayor, people.director]) expect(await service.send(signatory, 'POST', `${path}/signatures`, { contentSha256 })).toMatchObject({ status: 201 });
    expect(await service.send(people.chloe, 'POST', `${path}/review`, {})).toMatchObject({ status: 201 });
    for (const personId of [people.mayor, people.director]) expect(await service.send(people.chloe, 'POST', `${path}/verifications`, { personId })).toMatchObject({ status: 201 });
    expect(await service.send(people.chloe, 'POST', `${path}/approval`, {})).toMatchObject({ status: 201 });
    expect(await service.send(people.lea, 'POST', `${path}/acceptance`, { charterVersion: 1 })).toMatchObject({ status: 201 });
    await service.running.caughtUp();
    expect((await service.send(people.lea, 'GET', path)).body).toMatchObject({ status: 'TOOK_EFFECT' });
    expect((await service.send(people.lea, 'GET', `/access-delegation/v1/authorities/${authorityId}/mandates`)).body).toMatchObject([{ personId: people.lea, active: true, kind: 'PRIMARY' }]);
  });

  it('lets the manager add a member and grant a role', async () => {
    const member = await service.send(people.lea, 'POST', `/access-delegation/v1/authorities/${authorityId}/members`, { personId: people.sam, function: 'ADMINISTRATIVE_AGENT' });
    expect(member).toMatchObject({ status: 201 });
    memberId = idOf(member);
    expect((await ask(people.sam, people.sam, 'edit')).body).toMatchObject({ decision: false });
    const granted = await service.send(people.lea, 'POST', `/access-delegation/v1/authorities/${authorityId}/members/${memberId}/grants`, { role: 'EDITOR', subject: 'FIN', categories: ['FIN-BUD'] });
    expect(granted).toMatchObject({ status: 201 });
    grantId = idOf(granted);
  });

  it('answers checks from it at once', async () => {
    expect((await ask(people.sam, people.sam, 'edit')).body).toMatchObject({ decision: true, context: { reason: 'granted' } });
    expect((await ask(people.lea, people.sam, 'read')).body).toMatchObject({ decision: true });
    expect((await ask(people.sam, people.sam, 'submit')).body).toMatchObject({ decision: false });
    expect((await ask(people.stranger, people.sam, 'edit')).status).toBe(403);
  });

  it('says no once it is revoked', async () => {
    const path = `/access-delegation/v1/authorities/${authorityId}/members/${memberId}/grants/${grantId}/revocation`;
    expect(await service.send(people.lea, 'POST', path, {})).toMatchObject({ status: 422, body: { code: 'reason-needed' } });
    expect(await service.send(people.lea, 'POST', path, { reasonCode: 'CHANGE_OF_DUTIES' })).toMatchObject({ status: 201 });
    expect((await ask(people.sam, people.sam, 'edit')).body).toMatchObject({ decision: false });
  });
});
