import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { openApiOf, jsonLogger, routesWithoutCallers, undocumentedRoutes } from '#http';
import { ScriptedClock } from '#kernel';
import { personNamed } from './issuer/people.js';
import { startStandalone, type Standalone } from './standalone.js';

const publicUrl = 'http://localhost:3000';
const NOW = '2026-03-02T08:00:00.000Z';
const place = mkdtempSync(join(tmpdir(), 'standalone-'));
const directory = join(place, 'data');
const start = (port = 0): Promise<Standalone> => startStandalone({ directory, port, publicUrl, clock: new ScriptedClock(NOW), logger: jsonLogger('spec', 'silent') });

let standalone: Standalone;
beforeAll(async () => { standalone = await start(); });
afterAll(async () => {
  await standalone.close();
  rmSync(place, { recursive: true });
});

const get = (path: string, token?: string): Promise<Response> =>
  fetch(`${standalone.url}${path}`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
const signIn = (body: unknown): Promise<Response> =>
  fetch(`${standalone.url}/identity/v1/tokens`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const tokenOf = async (person: string, more = {}): Promise<string> => ((await (await signIn({ person, ...more })).json()) as { accessToken: string }).accessToken;
const valmarche = async (): Promise<string> => String(await standalone.operator.authorityWithNis('MUNICIPALITY', '99011'));

describe('a demonstration that was started', () => {
  it('is ready, and says what it is', async () => {
    expect(await (await get('/health/ready')).json()).toEqual({ status: 'up', probes: { identity: 'up', 'access-delegation': 'up', audit: 'up' } });
    const page = await (await get('/')).text();
    expect(page).toContain('Démonstration');
    expect(page).toContain(await valmarche());
  });

  it('answers at one address for every service', async () => {
    for (const service of ['identity', 'access-delegation', 'audit']) {
      expect(await (await get(`/openapi/${service}.json`)).json()).toMatchObject({ openapi: '3.1.0' });
    }
    expect(await (await get('/.well-known/authzen-configuration')).json()).toMatchObject({ policy_decision_point: publicUrl });
    expect(await get('/access-delegation/v1/catalogue')).toMatchObject({ status: 401 });
    expect(await get('/elsewhere')).toMatchObject({ status: 404 });
  });

  it('has a catalogue, a charter, staff and authorities with those who sign for them', async () => {
    const amelie = await tokenOf('amelie');
    const claire = await tokenOf('claire');
    const catalogue = (await (await get('/access-delegation/v1/catalogue', amelie)).json()) as { subjects: unknown[]; categories: { code: string }[] };
    expect(catalogue.subjects).toHaveLength(5);
    expect(catalogue.categories.map(({ code }) => code)).toContain('FIN-BUD');
    expect(await (await get('/access-delegation/v1/charter', amelie)).json()).toMatchObject({ current: { version: 1 } });
    expect(await (await get('/access-delegation/v1/staff', amelie)).json()).toHaveLength(6);
    const holders = (await (await get(`/access-delegation/v1/authorities/${await valmarche()}/office-holders`, claire)).json()) as { personId: string }[];
    expect(holders.map(({ personId }) => personId).sort()).toEqual([personNamed('henri')?.id, personNamed('isabelle')?.id]);
  });

  it('stands on another run as it was left, changes of its users included', async () => {
    const before = await valmarche();
    const changed = await fetch(`${standalone.url}/access-delegation/v1/charter/versions`, {
      method: 'POST', body: JSON.stringify({ text: { fr: 'Une autre charte' }, sha256: 'a'.repeat(64) }),
      headers: { 'content-type': 'application/json', 'idempotency-key': 'another', authorization: `Bearer ${await tokenOf('amelie')}` },
    });
    expect(changed).toMatchObject({ status: 201 });
    await standalone.close();
    standalone = await start();
    expect(await valmarche()).toBe(before);
    expect(await (await get('/access-delegation/v1/charter', await tokenOf('amelie'))).json()).toMatchObject({ current: { version: 2 } });
    const holders = await get(`/access-delegation/v1/authorities/${before}/office-holders`, await tokenOf('claire'));
    expect(await holders.json()).toHaveLength(2);
  });

  it('has its directory to itself', async () => {
    await expect(start()).rejects.toMatchObject({ name: 'DataDirectoryInUse' });
    expect(await get('/health/ready')).toMatchObject({ status: 200 });
  });

  it('leaves its directory in order when the port is taken', async () => {
    await standalone.close();
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, 'localhost', () => { resolve((other.address() as { port: number }).port); });
    });
    await expect(start(port)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await new Promise((resolve) => { other.close(resolve); });
    standalone = await start();
    expect(await get('/health/ready')).toMatchObject({ status: 200 });
  });
});

describe('signing in to the demonstration', () => {
  it('gives a token of five minutes for one person and the services asked for', async () => {
    const token = await tokenOf('lea', { audience: ['audit'], assurance: 'substantial' });
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    const { iat = 0, ...claims } = decodeJwt(token);
    expect(claims).toMatchObject({ iss: publicUrl, sub: personNamed('lea')?.id, aud: ['audit'], acr: 'substantial', exp: iat + 300 });
    expect(iat * 1000).toBe(Date.parse(NOW));
    expect(await get('/access-delegation/v1/catalogue', token)).toMatchObject({ status: 401 });
  });

  it('is worth high by default, through the simulated FAS, and takes an id as well as an alias', async () => {
    const { acr, amr, sub } = decodeJwt(await tokenOf(String(personNamed('lea')?.id)));
    expect({ acr, amr, sub }).toEqual({ acr: 'high', amr: ['fas'], sub: personNamed('lea')?.id });
  });

  it.each([
    [404, { person: 'nobody' }], [400, { person: 'lea', assurance: 'none' }], [400, { person: 'lea', audience: 'dossiers' }], [400, { person: 'lea', audience: [] }],
    [400, { person: 7 }], [400, {}], [400, { person: 'lea', capacity: 'ADMINISTRATOR' }],
  ])('is refused with %i for %j', async (status, body) => {
    expect(await signIn(body)).toMatchObject({ status });
  });

  it('states who may call each route, and describes it', () => {
    const issuer = standalone.services.find(({ name }) => name === 'identity');
    if (!issuer) throw new Error('no issuer');
    expect(routesWithoutCallers(issuer.app)).toEqual([]);
    expect(undocumentedRoutes(issuer.app, openApiOf(issuer.app, { title: 't', description: 'd', version: '1' }))).toEqual([]);
  });
});
