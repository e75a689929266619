import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AnInstallation, idOf, listIn, people } from './an-installation.js';

const { lea, max, sam, stranger, chloe, anne, mayor } = people;

describe('access as a whole', () => {
  let here: AnInstallation;
  let authorityId = '';
  let samId = '';
  let maxId = '';
  const member = (id: string) => `/authorities/${authorityId}/members/${id}`;
  const grants = async (id: string) => listIn(await here.done(lea, 'GET', `${member(id)}/grants`));
  const running = async (id: string) => (await grants(id)).filter(({ standing }) => standing === 'RUNNING').map(({ role, categories }) => [role, categories]);
  const etag = async (id: string) => String((await here.done(lea, 'GET', `${member(id)}/grants`)).headers.get('etag'));

  beforeEach(async () => {
    here = await AnInstallation.begin();
    authorityId = await here.authority();
    await here.manager(authorityId, { designee: lea });
    [samId, maxId] = [await here.member(authorityId, lea, sam), await here.member(authorityId, lea, max)];
  });
  afterEach(() => here.service.stop());

  describe('of one member', () => {
    const access = [{ role: 'READER', subject: 'FIN', categories: ['FIN-CPT'] }, { role: 'EDITOR', subject: 'FIN', categories: ['FIN-BUD'] }];

    it('a dry run says exactly what then happens', async () => {
      const editor = await here.grant(authorityId, lea, samId);
      const reader = await here.grant(authorityId, lea, samId, { role: 'READER' });
      const put = (query: string) => here.done(lea, 'PUT', `${member(samId)}/access${query}`, { access, reasonCode: 'NEW_DUTIES' });
      const before = (await here.recorded(`authority-${authorityId}`, 'AccessGranted', 'AccessRevoked')).length;
      const { body: foreseen } = await put('?dryRun=true');
      expect(foreseen).toMatchObject({ granted: [{ memberId: samId, role: 'READER', categories: ['FIN-CPT'], selfGranted: false }], revoked: [reader] });
      expect(await here.recorded(`authority-${authorityId}`, 'AccessGranted', 'AccessRevoked')).toHaveLength(before);
      await here.service.restart();
      await put('');
      const after = (await here.recorded(`authority-${authorityId}`, 'AccessGranted', 'AccessRevoked')).slice(before);
      const granted = after.flatMap(({ type, data }) => (type === 'AccessGranted' ? [data] : []));
      expect(after.flatMap(({ type, data }) => (type === 'AccessRevoked' ? [data['grantId']] : []))).toEqual(foreseen['revoked']);
      expect(granted).toMatchObject(foreseen['granted'] as object[]);
      expect((await put('?dryRun=true')).body).toEqual({ granted: [], revoked: [] });
      expect((await grants(samId)).find(({ grantId }) => grantId === editor)).toMatchObject({ standing: 'RUNNING' });
    });

    it('a dry run says when one grants to oneself', async () => {
      const leaId = await here.ownMember(authorityId, lea);
      const { body } = await here.done(lea, 'PUT', `${member(leaId)}/access?dryRun=true`, { access, reasonCode: 'STAND_IN' });
      expect(body).toMatchObject({ granted: [{ memberId: leaId, selfGranted: true }, { memberId: leaId, selfGranted: true }], revoked: [] });
    });

    it('is copied from another member', async () => {
      await here.grant(authorityId, lea, samId, { until: '2027-06-30' });
      await here.grant(authorityId, lea, samId, { role: 'READER', categories: ['FIN-CPT'] });
      await here.grant(authorityId, lea, maxId, { role: 'VALIDATOR' });
      await here.done(lea, 'PUT', `${member(maxId)}/access`, { access: [], copyFrom: samId, reasonCode: 'HANDOVER' });
      expect(await running(maxId)).toEqual([['EDITOR', ['FIN-BUD']], ['READER', ['FIN-CPT']]]);
      expect([await here.may(authorityId, max, 'edit'), await here.may(authorityId, max, 'validate')]).toEqual([true, false]);
    });

    it('is what it was before, once a copy from the wrong colleague is undone', async () => {
      await here.grant(authorityId, lea, maxId, { role: 'VALIDATOR' });
      const kept = await here.grant(authorityId, lea, samId, { until: '2027-06-30' });
      const lost = await here.grant(authorityId, lea, samId, { role: 'READER', categories: ['FIN-CPT'] });
      const before = (await grants(samId)).map(({ role, categories, until }) => [role, categories, until]);
      const { body: replaced } = await here.done(lea, 'PUT', `${member(samId)}/access`, { access: [], copyFrom: maxId, reasonCode: 'HANDOVER' });
      const undo = (by: string, query = '', headers = {}) => here.send(by, 'DELETE', `/authorities/${authorityId}/bulk-access/${String(replaced['batchId'])}${query}`, undefined, headers);
      expect([await running(samId), (await grants(samId)).map(({ replacedIn }) => replacedIn)]).toEqual([[['VALIDATOR', ['FIN-BUD']]], [replaced['batchId'], replaced['batchId'], null]]);

      await here.done(anne, 'POST', '/catalogue/categories/FIN-CPT/closure', {});
      const copied = (await grants(samId)).find(({ batchId }) => batchId === replaced['batchId'])?.['grantId'];
      const notRestored = [{ memberId: samId, grantId: lost, refused: { code: 'category-not-offered', title: 'Cette catégorie n’est pas ouverte à ce pouvoir local.', facts: { categories: ['FIN-CPT'] } } }];
      expect(await undo(lea, '?dryRun=true')).toMatchObject({ status: 200, body: { revoked: [copied], restored: [{ memberId: samId, role: 'EDITOR', restores: kept }], notRestored } });
      expect(await running(samId)).toEqual([['VALIDATOR', ['FIN-BUD']]]);
      expect([(await undo(sam)).status, (await undo(sam, '?dryRun=true')).status, (await undo(stranger)).status]).toEqual([403, 403, 404]);

      const key = { 'idempotency-key': randomUUID() };
      const undone = await undo(lea, '', key);
      expect(undone).toMatchObject({ status: 200, body: { id: replaced['batchId'], notRestored } });
      expect((await undo(lea, '', key)).body).toMatchObject({ version: undone.body['version'], notRestored });
      const restored = (await grants(samId)).filter(({ standing }) => standing === 'RUNNING');
      expect(restored.map(({ role, categories, until }) => [role, categories, until])).toEqual(before.slice(0, 1));
      expect(restored).toMatchObject([{ restores: kept, selfGranted: false }]);
      expect([await here.may(authorityId, sam, 'edit'), await here.may(authorityId, sam, 'validate')]).toEqual([true, false]);
      expect((await undo(lea, '?dryRun=true')).body).toMatchObject({ revoked: [], restored: [], notRestored });
      await here.service.advanceTo('2026-11-03T09:30:00.000Z');
      for (const query of ['', '?dryRun=true']) expect(await undo(lea, query)).toMatchObject({ status: 409, body: { code: 'too-late-to-undo' } });
    });

    it('and a batch say for each grant why, as that cell or line does, else as the whole', async () => {
      const why = async () => {
        const events = await here.service.infrastructure.store.read(`authority-${authorityId}`, { limit: 1_000 });
        return Promise.all(events.filter(({ type }) => type === 'AccessGranted').map(async ({ metadata: { eventId, subject = '', reasonCode, note = '' } }) => {
          const opened = await here.service.infrastructure.notes.open(note, { eventId, field: 'note', subject });
          return [reasonCode, opened.outcome === 'clear' ? opened.note : opened.outcome];
        }));
      };
      const leaId = await here.ownMember(authorityId, lea);
      const [cpt, bud] = [{ role: 'READER', subject: 'FIN', categories: ['FIN-CPT'] }, { role: 'READER', subject: 'FIN', categories: ['FIN-BUD'] }];
      await here.done(lea, 'PUT', `${member(leaId)}/access`, { access: [{ ...cpt, reasonCode: 'STAND_IN', note: 'Pour Anne' }] });
      await here.done(lea, 'PUT', `${member(samId)}/access`, { access: [{ ...cpt, reasonCode: 'STAND_IN', note: 'Pour Anne' }, bud], reasonCode: 'NEW_DUTIES', note: 'Arrivée' });
      await here.done(lea, 'POST', `/authorities/${authorityId}/bulk-access`, { lines: [{ ...cpt, memberId: maxId, reasonCode: 'STAND_IN', note: 'Pour Anne' }, { ...bud, memberId: maxId }], reasonCode: 'NEW_DUTIES', note: 'Arrivée' });
      const [own, whole] = [['STAND_IN', 'Pour Anne'], ['NEW_DUTIES', 'Arrivée']];
      expect(await why()).toEqual([own, own, whole, own, whole]);
    });

    it('is replaced only as it was seen', async () => {
      const seen = await etag(samId);
      const put = (ifMatch: string) => here.send(lea, 'PUT', `${member(samId)}/access`, { access }, { 'if-match': ifMatch });
      await here.grant(authorityId, lea, maxId);
      await here.grant(authorityId, lea, samId, { role: 'VALIDATOR' });
      expect(await put(seen)).toMatchObject({ status: 412, body: { code: 'stale' } });
      expect(await put(await etag(samId))).toMatchObject({ status: 422, body: { code: 'reason-needed' } });
      await here.done(lea, 'PUT', `${member(samId)}/access`, { access, reasonCode: 'NEW_DUTIES' }, { 'if-match': await etag(samId) });
      expect(await here.may(authorityId, sam, 'validate')).toBe(false);
    });
  });

  describe('in bulk', () => {
    let lines: readonly object[] = [];
    const send = (given: readonly object[], query = '') => here.send(lea, 'POST', `/authorities/${authorityId}/bulk-access${query}`, { lines: given, reasonCode: 'REORGANISATION' });
    const granted = async () => (await here.recorded(`authority-${authorityId}`, 'AccessGranted')).length;

    beforeEach(async () => {
      const memberIds: string[] = [];
      for (let index = 0; index < 250; index += 1) memberIds.push(idOf(await here.done(lea, 'POST', `/authorities/${authorityId}/members`, { function: 'ADMINISTRATIVE_AGENT' })));
      lines = [...memberIds.slice(1), samId].flatMap((memberId) => ['FIN-BUD', 'FIN-CPT'].map((code) => ({ memberId, role: 'EDITOR', subject: 'FIN', categories: [code] })));
    }, 30_000);

    it('500 lines are previewed, given together or not at all, and taken back within 24 hours', async () => {
      expect(lines).toHaveLength(500);
      const preview = await send(lines, '?dryRun=true');
      expect([preview.status, (preview.body['lines'] as Record<string, unknown>[]).filter((line) => 'granted' in line).length]).toEqual([200, 500]);
      const refusedAt = (pointer: string, code: string, detail: string) => ({ status: 422, body: { code: 'bulk-refused', errors: [{ pointer, code, detail }] } });
      expect(await send([...lines.slice(0, 499), { ...lines[499], memberId: randomUUID() }])).toMatchObject(refusedAt('/lines/499', 'not-found', 'Ceci n’existe pas ici, ou vous n’êtes pas autorisé à le voir.'));
      expect(await send([...lines.slice(1), { ...lines[1] }])).toMatchObject(refusedAt('/lines/499', 'grant-overlaps', 'Ce profil a déjà ce rôle sur l’une de ces catégories pendant cette période.'));
      expect([await granted(), await here.may(authorityId, sam, 'edit')]).toEqual([0, false]);

      const batch = idOf(await send(lines));
      expect([await granted(), await here.may(authorityId, sam, 'edit')]).toEqual([500, true]);
      await here.service.settled();
      await here.service.restart();
      await here.service.advanceTo('2026-11-03T08:59:59.999Z');
      await here.done(lea, 'DELETE', `/authorities/${authorityId}/bulk-access/${batch}`);
      expect(await here.may(authorityId, sam, 'edit')).toBe(false);
      expect(await here.recorded(`authority-${authorityId}`, 'AccessRevoked')).toHaveLength(500);

      const later = idOf(await send(lines.slice(0, 2)));
      await here.service.advanceTo('2026-11-04T08:59:59.999Z');
      expect(await here.send(lea, 'DELETE', `/authorities/${authorityId}/bulk-access/${later}`)).toMatchObject({ status: 409, body: { code: 'too-late-to-undo' } });
    }, 30_000);
  });

  it('a preview of a batch says of each line what would become of it and why, and records nothing', async () => {
    const held = await here.grant(authorityId, lea, samId);
    const line = { memberId: samId, role: 'EDITOR', subject: 'FIN' };
    const lines = [{ ...line, categories: ['FIN-CPT'] }, { ...line, categories: ['FIN-BUD'] }, { ...line, role: 'READER', categories: ['FIN-BUD', 'NO-SUCH'] }, { ...line, memberId: await here.ownMember(authorityId, lea), reasonCode: 'STAND_IN' }];
    const preview = (person: string) => here.send(person, 'POST', `/authorities/${authorityId}/bulk-access?dryRun=true`, { lines });
    const before = (await here.recorded(`authority-${authorityId}`, 'AccessGranted')).length;
    expect(await preview(lea)).toMatchObject({ status: 200, body: { lines: [
      { line: 1, granted: { memberId: samId, role: 'EDITOR', categories: ['FIN-CPT'], selfGranted: false } },
      { line: 2, refused: { code: 'grant-overlaps', title: 'Ce profil a déjà ce rôle sur l’une de ces catégories pendant cette période.', facts: { grantIds: [held] } } },
      { line: 3, refused: { code: 'category-unknown', facts: { categories: ['NO-SUCH'] } } },
      { line: 4, granted: { categories: ['FIN-BUD', 'FIN-CPT'], selfGranted: true } },
    ] } });
    expect(await here.recorded(`authority-${authorityId}`, 'AccessGranted')).toHaveLength(before);
    expect([(await preview(sam)).status, (await preview(stranger)).status]).toEqual([403, 404]);
  });

  it('everybody sees what he holds and may do, and who manages him', async () => {
    await here.grant(authorityId, lea, samId, { role: 'SUBMITTER', delegationReference: '2026/12' });
    await here.service.settled();
    const { body } = await here.done(sam, 'GET', '/me');
    expect(body).toMatchObject({
      personId: sam, accessSuspended: false,
      authorities: [{
        authorityId, name: { fr: 'Valombre' }, memberships: [{ memberId: samId, function: 'ADMINISTRATIVE_AGENT', standing: 'RUNNING' }], managers: [{ personId: lea, kind: 'PRIMARY' }],
        grants: [{ role: 'SUBMITTER', categories: ['FIN-BUD'] }], may: [{ category: 'FIN-BUD', actions: ['read', 'submit'] }], mandates: [], charterToAccept: null,
      }],
    });
    const manager = (await here.done(lea, 'GET', '/me')).body['authorities'] as readonly Record<string, readonly Record<string, unknown>[]>[];
    expect(manager).toMatchObject([{ mandates: [{ kind: 'PRIMARY', active: true }], grants: [], may: [] }]);
    expect(manager[0]?.['memberships']).toHaveLength(1);
    expect((await here.done(stranger, 'GET', '/me')).body).toEqual({ personId: stranger, accessSuspended: false, authorities: [] });
  });

  it('who may do something is told to who answers for it', async () => {
    const grantId = await here.grant(authorityId, lea, samId);
    await here.grant(authorityId, lea, maxId, { role: 'READER' });
    await here.done(anne, 'POST', '/staff', { personId: stranger, function: 'OFFICER', provinces: ['50000'] });
    const who = (person: string, action: string, category = 'FIN-BUD') => here.send(person, 'GET', `/authorities/${authorityId}/access?category=${category}&action=${action}`);
    for (const person of [lea, mayor, chloe]) expect((await who(person, 'edit')).body).toEqual([{ personId: sam, roles: ['EDITOR'], grantIds: [grantId] }]);
    expect(listIn(await who(lea, 'read')).map(({ personId }) => personId).sort()).toEqual([sam, max].sort());
    expect(listIn(await who(lea, 'submit'))).toEqual([]);
    expect(listIn(await who(lea, 'read', 'NO-SUCH'))).toEqual([]);
    expect(await Promise.all([sam, stranger, people.benoit].map(async (person) => (await who(person, 'edit')).status))).toEqual([403, 404, 404]);
    expect((await who(lea, 'destroy')).status).toBe(400);
  });
});
