import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { schemaAddress, topics } from '#contracts';
import { openApiOf, jsonLogger, routesWithoutCallers, undocumentedRoutes, vagueAnswers } from '#http';
import { rulesWithoutWords } from '#http/testing';
import { ScriptedClock } from '#kernel';
import { describeDemonstration } from '../test/demonstration.contract.js';
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
const tokenOf = async (person: string): Promise<string> => ((await (await signIn({ person })).json()) as { accessToken: string }).accessToken;
const valmarche = async (): Promise<string> => String(await standalone.operator.authorityWithNis('MUNICIPALITY', '99011'));

describe('a demonstration that was started', () => {
  it('stands on another run as it was left, changes of its users included', async () => {
    const before = await valmarche();
    const changed = await fetch(`${standalone.url}/access-delegation/v1/charter/versions`, {
      method: 'POST', body: JSON.stringify({ text: { fr: 'Une autre charte' } }),
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

describeDemonstration('embedded storage', () => Promise.resolve(standalone.url));

it('no rule on what is sent to any service is broken without words', () => { expect(rulesWithoutWords('ServiceConfiguration')).toEqual([]); });

it('resolves the schema that every message names, each from the service that tells the fact', async () => {
  for (const type of topics.flatMap(({ facts }) => facts.map((contract) => contract.type))) {
    const response = await fetch(schemaAddress(standalone.url, type));
    expect([type, response.status, await response.json()]).toEqual([type, 200, expect.objectContaining({ $id: schemaAddress(publicUrl, type) })]);
  }
});

describe('the issuer of the demonstration', () => {
  it('signs for its own address, at the time of its clock', async () => {
    expect(decodeJwt(await tokenOf('lea'))).toMatchObject({ iss: publicUrl, iat: Date.parse(NOW) / 1000 });
  });

  it('states who may call each route, and describes it', () => {
    const issuer = standalone.services.find(({ name }) => name === 'identity');
    if (!issuer) throw new Error('no issuer');
    expect(routesWithoutCallers(issuer.app)).toEqual([]);
    expect(undocumentedRoutes(issuer.app, openApiOf(issuer.app, { title: 't', description: 'd', version: '1' }))).toEqual([]);
    expect(vagueAnswers(openApiOf(issuer.app, { title: 't', description: 'd', version: '1' }))).toEqual([]);
  });
});
