import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jsonLogger } from '#http';
import type { Sent } from './a-service.js';
import { API, ARegion, type PersonName } from './a-region.js';
import { drafted } from './who-may-call.routes.js';

type Json = Readonly<Record<string, unknown>>;

describe('in another authority, again, and at once', () => {
  const log: string[] = [];
  let region: ARegion;
  let authority = '';
  let member = '';
  const send = (as: PersonName, method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Sent> => region.service.send(region.people[as], method, path, body, headers);
  const cell = { role: 'READER', subject: 'FIN', categories: ['FIN-TAX'] };

  beforeAll(async () => {
    region = await ARegion.start(undefined, jsonLogger('access-delegation', 'trace', { write: (line) => { log.push(line); } }));
    authority = `${API}/authorities/${region.here.id}`;
    member = `${authority}/members/${region.here.memberId}`;
  });
  afterAll(() => region.stop());

  describe('what belongs to another authority', () => {
    it('does not exist here, in whatever place its id is given', async () => {
      const { away, here } = region;
      const away_ = `${API}/authorities/${away.id}`;
      const before = (await region.recorded()).length;
      const calls: readonly (readonly [PersonName, string, string, unknown?])[] = [
        ['primary', 'GET', away_], ['primary', 'GET', `${away_}/members`], ['primary', 'GET', `${authority}/members/${away.memberId}`], ['primary', 'GET', `${authority}/members/${away.memberId}/grants`],
        ['primary', 'POST', `${away_}/members`, { function: 'OTHER' }], ['primary', 'PATCH', `${authority}/members/${away.memberId}`, { function: 'OTHER' }], ['primary', 'POST', `${authority}/members/${away.memberId}/grants`, cell],
        ['primary', 'POST', `${authority}/members/${away.memberId}/grants/${away.grantId}/revocation`, { reasonCode: 'X' }], ['primary', 'POST', `${member}/grants/${away.grantId}/revocation`, { reasonCode: 'X' }],
        ['primary', 'POST', `${member}/grants`, { ...cell, renews: away.grantId }], ['primary', 'PUT', `${authority}/members/${away.memberId}/access`, { access: [] }], ['primary', 'PUT', `${member}/access`, { access: [], copyFrom: away.memberId }],
        ['primary', 'POST', `${authority}/mandates/${away.mandateId}/suspension`, {}], ['signatory', 'POST', `${authority}/mandates/${away.mandateId}/ending`, { reason: 'LEFT' }], ['primary', 'DELETE', `${authority}/bulk-access/${away.grantId}`],
        ['memberElsewhere', 'GET', member], ['memberElsewhere', 'POST', `${member}/own-departure`, {}], ['local', 'GET', away_], ['local', 'POST', `${away_}/office-holders`, { personId: region.people.stranger, capacity: 'MAYOR' }],
        ['officer', 'DELETE', `${authority}/office-holders/${randomUUID()}`], ['away', 'POST', `${API}/persons/${region.people.member}/withdrawals`, { authorityId: here.id, reasonCode: 'X' }], ['administrator', 'POST', `${authority}/merger`, { successorId: randomUUID() }],
      ];
      for (const [as, method, path, body] of calls) expect([method, path, await send(as, method, path, body)]).toEqual([method, path, expect.objectContaining({ status: 404, body: expect.objectContaining({ code: 'not-found' }) })]);
      const bulk = await send('primary', 'POST', `${authority}/bulk-access`, { lines: [{ ...cell, memberId: away.memberId }] });
      expect(bulk).toMatchObject({ status: 422, body: { errors: [{ pointer: '/lines/0', code: 'not-found' }] } });
      for (const [as, designee] of [['primary', 'member'], ['memberElsewhere', 'memberElsewhere']] as const) {
        const designation = { ...drafted(region, region.people[designee]), memberId: away.memberId };
        expect([as, await send(as, 'POST', `${API}/designations`, designation)]).toEqual([as, expect.objectContaining({ status: 404, body: expect.objectContaining({ code: 'member-unknown' }) })]);
      }
      expect((await region.recorded()).length).toBe(before);
    });

    it('is in no list of an officer who acts elsewhere, whichever filter he tries', async () => {
      const ids = async (query: string): Promise<unknown> => ((await send('local', 'GET', `${API}/authorities?${query}`)).body['items'] as readonly Json[]).map((item) => item['authorityId']);
      for (const query of ['', 'province=60000', 'nisCode=99002', 'type=MUNICIPALITY', 'name=commune', 'nisCode=99002&province=90000']) expect([query, await ids(query)]).not.toEqual([query, expect.arrayContaining([region.away.id])]);
      expect(await ids('nisCode=99001')).toEqual([region.here.id]);
      expect(await ids('type=OTHER')).toEqual([]);
    });

    it('is not shown to staff whom the Region has withdrawn', async () => {
      const late = randomUUID();
      await region.withdraw(late);
      expect((await send('administrator', 'POST', `${API}/staff`, { personId: late, function: 'HELPDESK' })).status).toBe(201);
      for (const path of [`${API}/staff`, `${authority}?ticket=T-2026-00042`]) expect((await region.service.send(late, 'GET', path)).status).toBe(404);
    });
  });

  describe('the same request again', () => {
    const grant = (key: string, body: unknown, as: PersonName = 'primary', path = `${authority}/members`) => send(as, 'POST', path, body, { 'idempotency-key': key });

    it('gets the same answer and records nothing more', async () => {
      const first = await grant('k-1', { function: 'OTHER' });
      const recorded = (await region.recorded()).length;
      const { token: _, ...same } = first.body;
      expect(await grant('k-1', { function: 'OTHER' })).toMatchObject({ status: 201, body: same });
      expect((await region.recorded()).length).toBe(recorded);
    });

    it('is refused with another body, or another query', async () => {
      expect(await grant('k-1', { function: 'LEGAL_OFFICER' })).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
      const staff = (held: string) => send('administrator', 'DELETE', `${API}/staff/${region.people.auditor}?function=${held}`, undefined, { 'idempotency-key': 'k-2' });
      await send('administrator', 'POST', `${API}/staff`, { personId: region.people.auditor, function: 'HELPDESK' });
      expect((await staff('HELPDESK')).status).toBe(200);
      expect(await staff('AUDITOR')).toMatchObject({ status: 409, body: { code: 'idempotency-key-reused' } });
    });

    it('takes no number when it is refused', async () => {
      const register = (nisCode: string, key: string) => grant(key, { type: 'MUNICIPALITY', name: { fr: 'Double' }, supervision: 'REGION', nisCode }, 'administrator', `${API}/authorities`);
      expect((await register('99021', 'k-3')).status).toBe(201);
      expect((await register('99022', 'k-3')).status).toBe(409);
      expect((await register('99022', 'k-4')).status).toBe(201);
    });

    it('is another request when another person sends it, or to another place', async () => {
      const [one, other] = [await grant('k-1', { function: 'OTHER' }), await grant('k-1', { function: 'OTHER' }, 'deputy')];
      expect(other.status).toBe(201);
      expect(other.body['id']).not.toBe(one.body['id']);
      expect((await grant('k-1', {}, 'primary', `${authority}/members/${String(one.body['id'])}/suspension`)).status).toBe(201);
    });

    it('sent twenty times at once is done once', async () => {
      const before = (await region.recorded()).length;
      const answers = await Promise.all(Array.from({ length: 20 }, () => grant('k-5', { function: 'OTHER' })));
      expect(new Set(answers.map(({ status, body }) => `${String(status)} ${String(body['id'])} ${String(body['version'])}`)).size).toBe(1);
      expect((await region.recorded()).length).toBe(before + 1);
    });
  });

  describe('at once', () => {
    it('records every command of 64 callers once, whatever order they come in', async () => {
      const before = (await region.recorded()).length;
      const answers = await Promise.all(Array.from({ length: 64 }, (_, index) => send(index % 2 === 0 ? 'primary' : 'deputy', 'POST', `${authority}/members`, { function: 'OTHER' })));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
      expect(new Set(answers.map(({ body }) => body['version'])).size).toBe(64);
      expect((await region.recorded()).length).toBe(before + 64);
    });

    it('two who change different members do not collide, two who change the same one do', async () => {
      const [one, other] = [await region.member(), await region.member()];
      const tag = async (id: string): Promise<string> => (await send('primary', 'GET', `${authority}/members/${id}`)).headers.get('etag') ?? '';
      const [oneTag, otherTag] = [await tag(one), await tag(other)];
      const change = (as: PersonName, id: string, etag: string, held: string) => send(as, 'PATCH', `${authority}/members/${id}`, { function: held }, { 'if-match': etag });
      expect((await Promise.all([change('primary', one, oneTag, 'TREASURER'), change('deputy', other, otherTag, 'TREASURER')])).map(({ status }) => status)).toEqual([200, 200]);
      const again = await tag(one);
      const both = await Promise.all([change('primary', one, again, 'SECRETARY'), change('deputy', one, again, 'OTHER')]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect(both.find(({ status }) => status === 412)?.body).toMatchObject({ code: 'stale' });
    });
  });

  describe('what is written for ever', () => {
    it('holds no note, no unknown member and no secret in clear, in any file, event, fact or log line', async () => {
      const note = 'Canari Dupont est parti';
      const { people, here } = region;
      const other = await region.member();
      const reasoned = { reasonCode: 'CHANGE', note };
      const sent = [
        await send('primary', 'POST', `${authority}/members/${other}/suspension`, reasoned), await send('primary', 'POST', `${member}/grants`, { ...cell, ...reasoned }), await send('primary', 'POST', `${member}/grants/${here.grantId}/revocation`, reasoned),
        await send('primary', 'PUT', `${authority}/members/${other}/access`, { ...reasoned, access: [{ ...cell, note }] }), await send('primary', 'POST', `${authority}/bulk-access`, { ...reasoned, lines: [{ ...cell, memberId: await region.member(), note }] }),
        await send('stranger', 'POST', `${API}/designations`, { ...drafted(region, people.member), ...reasoned }), await send('officer', 'POST', `${API}/persons/${randomUUID()}/withdrawals`, reasoned), await send('administrator', 'PATCH', authority, { languages: ['fr', 'de'], ...reasoned }),
      ];
      expect(sent.map(({ status, body }) => [status, body['code']])).toEqual([[201, undefined], [201, undefined], [201, undefined], [200, undefined], [201, undefined], [201, undefined], [201, undefined], [200, undefined]]);
      await send('primary', 'POST', `${authority}/members`, { function: 'Canari Dupont', toString: 'Canari Dupont' });
      await send('primary', 'GET', `${authority}/Canari`, undefined, { authorization: 'Bearer Canari.Canari.Canari', 'idempotency-key': 'Canari', cookie: 'Canari', 'x-request-id': 'Canari!' });
      const events = await region.recorded();
      await region.service.running.caughtUp();
      expect(JSON.stringify(events)).not.toMatch(/canari|dupont/i);
      expect(events.filter(({ metadata }) => metadata.note !== undefined).length).toBeGreaterThanOrEqual(8);
      for (const file of await readdir(region.service.directory)) {
        const bytes = await readFile(join(region.service.directory, file), 'latin1');
        expect([file, /canari|dupont/i.test(bytes)]).toEqual([file, false]);
      }
      expect(log.length).toBeGreaterThan(100);
      expect(log.filter((line) => /canari|dupont|bearer|eyJ/i.test(line))).toEqual([]);
    });
  });
});
