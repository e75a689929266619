import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject, NewEvent, RecordedActor } from '#kernel';
import { RegisterAuthority } from '../src/authorities/application/register-authority.js';
import { operator } from './a-service.js';
import { AnInstallation, listIn, people, sha256 } from './an-installation.js';

const { anne, lea, max, sam, chloe, david, stranger } = people;
const NUMBER = '0206731645';
const OTHER_NUMBER = '0207656511';

const happened = (type: string, data: JsonObject, actor: RecordedActor): NewEvent => {
  const id = randomUUID();
  return { type, data, metadata: { eventId: id, commandId: id, bodyHash: '', schemaVersion: 1, correlationId: id, causationId: id, actor } };
};
const acting = (id: string, capacity: string): RecordedActor => ({ kind: 'person', id, assurance: 'high', capacity });

describe('the Region', () => {
  let here: AnInstallation;
  beforeEach(async () => { here = await AnInstallation.begin(); });
  afterEach(() => here.service.stop());

  describe('withdraws somebody', () => {
    let one = '';
    let two = '';
    let withdrawalId = '';
    const of = (person: string) => `/persons/${person}/withdrawals`;
    const types = async (authorityId: string, ...wanted: string[]) => (await here.recorded(`authority-${authorityId}`, ...wanted)).map(({ type }) => type);
    const order = async (person: string, body: object = {}) => {
      withdrawalId = String((await here.done(chloe, 'POST', of(person), { reasonCode: 'MISUSE', ...body })).body['id']);
      await here.service.settled();
    };

    beforeEach(async () => {
      [one, two] = [await here.authority({ name: { fr: 'Une' } }), await here.authority({ name: { fr: 'Deux' } })];
      for (const authorityId of [one, two]) {
        await here.manager(authorityId, { designee: lea });
        await here.grant(authorityId, lea, await here.member(authorityId, lea, sam));
      }
    });
    const doors = async () => [await here.may(one, sam, 'edit'), await here.may(two, sam, 'edit')];

    it('and every door is closed at once; lifted, access runs as it stood', async () => {
      await here.done(chloe, 'POST', of(sam), { reasonCode: 'MISUSE' });
      expect(await doors()).toEqual([false, false]);
      expect((await here.done(sam, 'GET', '/me')).body).toMatchObject({ accessSuspended: true, authorities: [] });
      await here.service.restart();
      const [ordered] = listIn(await here.done(david, 'GET', of(sam)));
      expect(ordered).toMatchObject({ status: 'ORDERED', orderedBy: chloe, authorityId: null });
      for (const other of [lea, anne, stranger]) expect((await here.send(other, 'GET', of(sam))).status).toBe(404);
      await here.done(david, 'POST', `${of(sam)}/${String(ordered?.['withdrawalId'])}/lifting`, {});
      expect(await doors()).toEqual([true, true]);
    });

    it('everywhere only once dismissed, who acts for the Region', async () => {
      for (const staff of [anne, david]) expect(await here.send(chloe, 'POST', of(staff), { reasonCode: 'MISUSE' })).toMatchObject({ status: 409, body: { code: 'dismissal-needed' } });
      await here.done(anne, 'DELETE', `/staff/${david}?function=OFFICER`);
      await here.done(chloe, 'POST', of(david), { reasonCode: 'MISUSE' });
    });

    it('in one authority only', async () => {
      await order(sam, { authorityId: one });
      expect(await doors()).toEqual([false, true]);
      expect((await here.done(sam, 'GET', '/me')).body).toMatchObject({
        accessSuspended: false, authorities: [[one, true], [two, false]].sort().map(([authorityId, accessSuspended]) => ({ authorityId, accessSuspended })),
      });
    });

    it('and where that was the only manager, the authority lacks one until it is lifted', async () => {
      await order(lea);
      expect(await types(one, 'ManagerMissing', 'ManagerRestored')).toEqual(['ManagerMissing']);
      expect(await here.send(lea, 'POST', `/authorities/${one}/members`, { function: 'OTHER' })).toMatchObject({ status: 403 });
      await here.service.restart();
      await here.done(david, 'POST', `${of(lea)}/${withdrawalId}/lifting`, {});
      await here.service.settled();
      for (const authorityId of [one, two]) expect(await types(authorityId, 'ManagerMissing', 'ManagerRestored')).toEqual(['ManagerMissing', 'ManagerRestored']);
    });

    it('for good once another officer confirms: memberships and mandates end in every authority', async () => {
      await order(lea);
      expect(await here.send(chloe, 'POST', `${of(lea)}/${withdrawalId}/confirmation`, {})).toMatchObject({ status: 403, body: { code: 'other-officer-needed' } });
      await here.done(david, 'POST', `${of(lea)}/${withdrawalId}/confirmation`, {});
      await here.service.restart();
      await here.service.settled();
      for (const authorityId of [one, two]) {
        expect(await types(authorityId, 'MandateEnded', 'MemberLeft')).toEqual(['MandateEnded', 'MemberLeft']);
        expect(await here.may(authorityId, sam, 'edit')).toBe(true);
      }
      expect(await here.send(david, 'POST', `${of(lea)}/${withdrawalId}/lifting`, {})).toMatchObject({ status: 409 });
    });

    it('and when a court annulled it, nothing returns by itself and the person may be designated again', async () => {
      await order(lea);
      await here.done(david, 'POST', `${of(lea)}/${withdrawalId}/confirmation`, {});
      await here.service.settled();
      expect(await here.send(david, 'POST', `${of(lea)}/${withdrawalId}/annulment`, {})).toMatchObject({ status: 403, body: { code: 'other-officer-needed' } });
      await here.service.restart();
      await here.done(chloe, 'POST', `${of(lea)}/${withdrawalId}/annulment`, {});
      await here.service.settled();
      expect((await here.done(lea, 'GET', '/me')).body).toMatchObject({ accessSuspended: false });
      expect(await here.send(lea, 'POST', `/authorities/${one}/members`, { function: 'OTHER' })).toMatchObject({ status: 404 });
      await here.manager(one, { designee: lea });
      expect(await here.send(lea, 'POST', `/authorities/${one}/members`, { function: 'OTHER' })).toMatchObject({ status: 201 });
    });

    it('but not in an authority that there is not', async () => {
      expect(await here.send(chloe, 'POST', of(sam), { reasonCode: 'MISUSE', authorityId: stranger })).toMatchObject({ status: 404, body: { code: 'authority-unknown' } });
    });

    it('and what nobody decided within 30 days stays closed and is escalated', async () => {
      await order(sam);
      await here.service.restart();
      await here.service.advanceTo('2026-12-03T00:00:00.000Z');
      expect(await here.recorded(`withdrawal-${sam}`, 'WithdrawalEscalated')).toMatchObject([{ at: '2026-12-02T09:00:00.000Z' }]);
      expect(listIn(await here.done(david, 'GET', of(sam)))).toMatchObject([{ status: 'ORDERED', escalated: true }]);
      expect(await doors()).toEqual([false, false]);
    });

    it('and a grant that he gave while another instance did not know it yet is revoked, though its clock is late', async () => {
      const memberId = await here.member(one, lea, max);
      await here.service.settled();
      const [early, behind, late] = [randomUUID(), randomUUID(), randomUUID()];
      const granted = (grantId: string) => happened('AccessGranted', {
        authorityId: one, memberId, grantId, role: 'READER', subject: 'FIN', categories: [grantId === early ? 'FIN-CPT' : 'FIN-BUD'], includesFuture: false, from: '2026-11-02T09:00:00.000Z', until: null, source: 'DIRECT', selfGranted: false,
      }, acting(lea, 'MANAGER'));
      await here.service.restart(async ({ store }) => {
        const { length } = await store.read(`authority-${one}`);
        await store.append(`authority-${one}`, [granted(early)], length);
        await here.service.clock.advanceTo('2026-11-02T09:00:09.000Z');
        await store.append(`authority-${one}`, [granted(behind)], length + 1);
        await here.service.clock.advanceTo('2026-11-02T09:00:10.000Z');
        await store.append(`withdrawal-${lea}`, [happened('WithdrawalOrdered', { withdrawalId: randomUUID(), personId: lea, authorityId: null, decideBefore: '2026-12-02T09:00:00.000Z', orderedBy: chloe }, acting(chloe, 'OFFICER'))], 0);
        await store.append(`authority-${one}`, [granted(late)], length + 2);
      });
      await here.service.settled();
      expect((await here.recorded(`authority-${one}`, 'AccessRevoked')).map(({ data }) => data['grantId'])).toEqual([behind, late]);
      expect([await here.may(one, max, 'read'), await here.may(one, max, 'read', 'FIN-CPT')]).toEqual([false, true]);
    });
  });

  it('publishes a charter that everybody can read, then and later, with a hash that anybody can check', async () => {
    const text = { fr: 'Je m’engage\n\nà tenir la liste à jour.', de: 'Ich verpflichte mich.' };
    await here.done(anne, 'POST', '/charter/versions', { text });
    await here.service.restart();
    const hash = sha256(JSON.stringify({ de: text.de, fr: text.fr }));
    expect((await here.done(stranger, 'GET', '/charter')).body).toMatchObject({ current: { version: 2, text, sha256: hash }, previous: { version: 1, text: { fr: 'Charte' } } });
    expect((await here.done(stranger, 'GET', '/charter/versions/1')).body).toMatchObject({ version: 1, text: { fr: 'Charte' }, sha256: sha256('{"fr":"Charte"}') });
    expect(await here.send(stranger, 'GET', '/charter/versions/3')).toMatchObject({ status: 404, body: { code: 'charter-version-unknown' } });
    for (const version of ['0', '-1', '01', '1e3', 'current']) expect(await here.send(stranger, 'GET', `/charter/versions/${version}`)).toMatchObject({ status: 400 });
  });

  it('merges authorities: what was there stays readable from the successor, and is nobody else’s to change', async () => {
    const [old, successor] = [await here.authority({ enterpriseNumber: NUMBER }), await here.authority({ name: { fr: 'Successeur' } })];
    for (const [authorityId, person] of [[old, max], [successor, sam]] as const) {
      await here.manager(authorityId, { designee: lea });
      await here.grant(authorityId, lea, await here.member(authorityId, lea, person));
    }
    await here.done(anne, 'POST', `/authorities/${old}/merger`, { successorId: successor });
    await here.service.restart();
    await here.service.settled();
    expect([await here.may(old, sam, 'read'), await here.may(old, sam, 'edit'), await here.may(old, max, 'read')]).toEqual([true, false, false]);
    expect(await here.send(lea, 'POST', `/authorities/${old}/members`, { function: 'OTHER' })).toMatchObject({ status: 403 });
    expect((await here.recorded(`authority-${old}`, 'MandateEnded')).map(({ data }) => data['reason'])).toEqual(['AUTHORITY_CLOSED']);
    await here.authority({ enterpriseNumber: NUMBER });
    expect(await here.send(anne, 'POST', `/authorities/${old}/reopening`, {})).toMatchObject({ status: 409 });
  });

  it.each([2, 3])('lets mergers that cross in a ring of %i happen one after the other, so that not all of them are merged', async (count) => {
    const ring = await Promise.all(Array.from({ length: count }, (_, index) => here.authority({ name: { fr: `Commune ${String(index)}` } })));
    const answers = await Promise.all(ring.map((authorityId, index) => here.send(anne, 'POST', `/authorities/${authorityId}/merger`, { successorId: ring[(index + 1) % count] })));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter(({ status, body }) => status !== 409 || !['merger-under-way', 'successor-not-open'].includes(String(body['code'])))).toEqual([]);
    const [free, into] = [await here.authority(), await here.authority()];
    await here.done(anne, 'POST', `/authorities/${free}/merger`, { successorId: into });
  });

  it('answers a merger that is asked for again with what was recorded the first time', async () => {
    const [old, successor] = [await here.authority(), await here.authority()];
    const merge = () => here.send(anne, 'POST', `/authorities/${old}/merger`, { successorId: successor }, { 'idempotency-key': 'once' });
    const first = await merge();
    await here.service.restart();
    const again = await merge();
    expect([again.status, again.body['version']]).toEqual([201, first.body['version']]);
    expect(await here.send(anne, 'POST', `/authorities/${old}/merger`, { successorId: successor })).toMatchObject({ status: 409, body: { code: 'authority-merged' } });
  });
  it('merges no authority into one that is closed or merged itself, so that mergers never run in a circle', async () => {
    const [first, second, closed] = [await here.authority(), await here.authority(), await here.authority()];
    const merge = (authorityId: string, successorId: string) => here.send(anne, 'POST', `/authorities/${authorityId}/merger`, { successorId });
    await here.done(anne, 'POST', `/authorities/${closed}/closure`, {});
    expect(await merge(first, closed)).toMatchObject({ status: 409, body: { code: 'successor-not-open' } });
    expect(await merge(first, randomUUID())).toMatchObject({ status: 404 });
    expect(await merge(first, second)).toMatchObject({ status: 201 });
    await here.service.restart();
    expect(await merge(second, first)).toMatchObject({ status: 409, body: { code: 'successor-not-open' } });
    expect((await here.done(anne, 'GET', `/authorities/${second}`)).body).toMatchObject({ status: 'OPEN' });
  });

  it('closes an authority and with it its doors, frees its number, and reopens it only while the number is free', async () => {
    const authorityId = await here.authority({ enterpriseNumber: NUMBER });
    await here.manager(authorityId, { designee: lea });
    await here.grant(authorityId, lea, await here.member(authorityId, lea, sam));
    await here.done(anne, 'POST', `/authorities/${authorityId}/closure`, {});
    expect(await here.may(authorityId, sam, 'edit')).toBe(false);
    const other = await here.authority({ enterpriseNumber: NUMBER });
    await here.service.restart();
    expect(await here.send(anne, 'POST', `/authorities/${authorityId}/reopening`, {})).toMatchObject({ status: 409, body: { code: 'already-registered', authorityId: other } });
    await here.done(anne, 'PATCH', `/authorities/${other}`, { enterpriseNumber: null });
    await here.done(anne, 'POST', `/authorities/${authorityId}/reopening`, {});
    await here.service.settled();
    expect(await here.may(authorityId, sam, 'edit')).toBe(true);
    expect(await here.send(anne, 'PATCH', `/authorities/${other}`, { enterpriseNumber: NUMBER })).toMatchObject({ status: 409, body: { code: 'already-registered' } });
  });

  it('registers a number once it is known, corrects it, and corrects other details without one', async () => {
    const authorityId = await here.authority();
    const other = await here.authority({ name: { fr: 'Autre' } });
    for (const id of [authorityId, other]) await here.done(anne, 'PATCH', `/authorities/${id}`, { province: '50000' });
    await here.done(anne, 'PATCH', `/authorities/${authorityId}`, { enterpriseNumber: NUMBER, nisCode: '99001' });
    await here.done(anne, 'PATCH', `/authorities/${authorityId}`, { name: { fr: 'Valombre-la-Neuve' } });
    for (const taken of [{ enterpriseNumber: NUMBER }, { nisCode: '99001' }]) expect(await here.send(anne, 'PATCH', `/authorities/${other}`, taken)).toMatchObject({ status: 409 });
    expect(await here.send(anne, 'PATCH', `/authorities/${authorityId}`, { enterpriseNumber: OTHER_NUMBER }, { 'if-match': '"1"' })).toMatchObject({ status: 412 });
    await here.done(anne, 'PATCH', `/authorities/${other}`, { enterpriseNumber: OTHER_NUMBER });
    await here.done(anne, 'PATCH', `/authorities/${other}`, { enterpriseNumber: null });
    await here.done(anne, 'PATCH', `/authorities/${authorityId}`, { enterpriseNumber: OTHER_NUMBER });
    await here.done(anne, 'PATCH', `/authorities/${other}`, { enterpriseNumber: NUMBER });
    expect((await here.done(anne, 'GET', `/authorities/${authorityId}`)).body).toMatchObject({ enterpriseNumber: OTHER_NUMBER, nisCode: '99001', province: '50000' });
    const reserved = (await here.service.infrastructure.store.read('number-undefined')).length;
    expect(reserved).toBe(0);
  });

  it('shows an officer the authorities of all his provinces and of no other, whatever he filters', async () => {
    const names: Record<string, string> = {};
    for (const [name, province, nisCode] of [['Alpha', '90000', '99001'], ['Bêta', '50000', '99002'], ['Gamma', '60000', '99003'], ['Delta', '60000', null]] as const) {
      names[await here.authority({ name: { fr: name }, province, nisCode })] = name;
    }
    await here.done(anne, 'POST', '/staff', { personId: stranger, function: 'OFFICER', provinces: ['60000', '90000'] });
    await here.service.settled();
    const found = async (person: string, query: string) => {
      const all: string[] = [];
      for (let next: string | undefined = ''; next !== undefined;) {
        const { body } = await here.done(person, 'GET', `/authorities?${query}${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`);
        all.push(...(body['items'] as { authorityId: string }[]).map(({ authorityId }) => String(names[authorityId])));
        next = body['next'] as string | undefined;
      }
      return all;
    };
    expect(await found(anne, 'limit=3')).toEqual(['Alpha', 'Bêta', 'Delta', 'Gamma']);
    expect(await found(stranger, 'limit=1')).toEqual(['Delta', 'Gamma', 'Alpha']);
    expect([await found(stranger, 'province=50000'), await found(stranger, 'nisCode=99002'), await found(stranger, 'nisCode=99003')]).toEqual([[], [], ['Gamma']]);
    expect([await found(anne, 'name=BET'), await found(stranger, 'name=bet'), await found(stranger, 'province=60000&type=PROVINCE')]).toEqual([['Bêta'], [], []]);
  });

  describe('registers an authority and is cut off after the reservation', () => {
    const authorityId = randomUUID();
    const details = { type: 'MUNICIPALITY', name: { fr: 'Coupée' }, enterpriseNumber: NUMBER, nisCode: null, province: null, supervision: 'REGION', languages: ['fr'] } as const;
    beforeEach(() => here.service.restart(async ({ store }) => { await store.append(`number-${NUMBER}`, [happened('Reserved', { authorityId }, acting(anne, 'ADMINISTRATOR'))], 0); }));
    const register = () => here.send(anne, 'POST', '/authorities', { ...details, province: '90000' });

    it('the same command again completes it, and the number stays taken', async () => {
      const again = new RegisterAuthority(authorityId, details, operator());
      for (let times = 0; times < 2; times += 1) await here.service.commands.execute(again);
      await here.service.advanceTo('2026-11-02T09:20:00.000Z');
      expect(await here.recorded(`authority-${authorityId}`, 'AuthorityRegistered')).toHaveLength(1);
      expect(await register()).toMatchObject({ status: 409, body: { authorityId } });
    });

    it('nobody comes back, and after ten minutes the number is free', async () => {
      await here.service.advanceTo('2026-11-02T09:09:59.999Z');
      expect(await register()).toMatchObject({ status: 409 });
      await here.service.advanceTo('2026-11-02T09:10:00.000Z');
      expect(await register()).toMatchObject({ status: 201 });
    });
  });
});
