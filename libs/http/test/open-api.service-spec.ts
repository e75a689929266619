import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScriptedClock } from '#kernel';
import { createFastifyApp } from '../src/fastify-app.js';
import { jsonLogger } from '../src/json-logger.js';
import { TokenIssuer } from '../src/testing/token-issuer.js';
import { TokenVerifier } from '../src/token-verifier.js';
import { MembersController } from './members.fixture.js';

@Module({ controllers: [MembersController] })
class MembersModule {}

const URL = '/things/v1/members';

describe('the document of an API tells', () => {
  let app: NestFastifyApplication;
  let person: { authorization: string };
  beforeAll(async () => {
    const clock = new ScriptedClock('2026-01-01T12:00:00.000Z');
    const issuer = await TokenIssuer.create('things', clock);
    const tokens = new TokenVerifier({ issuer: issuer.issuer, audience: 'things', keys: issuer.keys, clock });
    app = await createFastifyApp(MembersModule, { logger: jsonLogger('things', 'silent'), api: { title: 'Things', description: 'For specs', version: '1' }, tokens });
    await app.init();
    person = await issuer.bearer({ sub: 'p1' });
  });
  afterAll(() => app.close());

  it('which headers a route reads', async () => {
    const { paths } = (await app.inject({ method: 'GET', url: '/openapi.json' })).json<{ paths: Record<string, Record<string, { parameters: readonly { in: string; name: string; required: boolean }[] }>> }>();
    const headers = (path: string, method: string) => paths[path]?.[method]?.parameters.filter((one) => one.in === 'header').map(({ name, required }) => [name, required]);
    expect(headers(URL, 'post')).toEqual([['Idempotency-Key', true]]);
    expect(headers(URL, 'get')).toEqual([['Consistency-Token', false]]);
    expect(headers(`${URL}/{id}`, 'put')).toEqual([['Idempotency-Key', false], ['If-Match', false]]);
  });

  const told = async () => (await app.inject({ method: 'GET', url: '/openapi.json' })).json<{
    readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly security?: unknown; readonly parameters: readonly unknown[]; readonly responses: Readonly<Record<string, unknown>> }>>>>;
    readonly components: { readonly schemas: Readonly<Record<string, { readonly required: readonly string[]; readonly properties: Readonly<Record<string, unknown>> }>>; readonly responses: Readonly<Record<string, unknown>> };
  }>();

  it('how a route refuses, by what it reads and who may call it', async () => {
    const { paths, components } = await told();
    const refusals = (path: string, method: string) => Object.keys(paths[path]?.[method]?.responses ?? {}).map(Number).filter((status) => status >= 400);
    expect(refusals(URL, 'post')).toEqual([400, 401, 403, 404, 409, 413, 415, 422, 503]);
    expect(refusals(`${URL}/{id}`, 'put')).toEqual([400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 503]);
    expect(refusals(`${URL}/{id}`, 'get')).toEqual([400, 401, 403, 404, 503]);
    expect(refusals(`${URL}/failing/{kind}`, 'get')).toEqual([400, 404]);
    expect([paths[`${URL}/failing/{kind}`]?.['get']?.security, paths[URL]?.['get']?.security]).toEqual([[], undefined]);
    expect(paths[URL]?.['post']?.responses['409']).toEqual({ $ref: '#/components/responses/Refused409' });
    expect(components.responses['Refused409']).toMatchObject({ headers: { 'X-Request-ID': {}, 'Content-Language': {} }, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } });
    expect(components.responses['Refused503']).toMatchObject({ headers: { 'Retry-After': {} } });
    const refusal = (await app.inject({ method: 'POST', url: URL, headers: { ...person, 'content-type': 'application/json', 'idempotency-key': 'k1' }, payload: '{}' })).json<object>();
    expect(Object.keys(components.schemas['Problem']?.properties ?? {}).sort()).toEqual(Object.keys(refusal).sort());
    expect(paths[URL]?.['post']?.parameters).toEqual(expect.arrayContaining([{ $ref: '#/components/parameters/Accept-Language' }, { $ref: '#/components/parameters/X-Request-ID' }]));
  });

  it('what the rules of a request ask, in bodies, queries and paths', async () => {
    const { paths, components: { schemas } } = await told();
    expect(schemas['MemberBody']?.properties).toMatchObject({ name: { minLength: 1, maxLength: 50 }, earlier: { maxItems: 2 }, reasonCode: { pattern: '^[A-Z][A-Z0-9_]{0,63}$' } });
    expect(schemas['PeriodBody']?.properties).toEqual({ days: { type: 'integer' } });
    const named = (path: string, method: string, name: string) => paths[path]?.[method]?.parameters.find((one) => (one as { name?: string }).name === name);
    expect(named(`${URL}/{id}`, 'get', 'id')).toMatchObject({ schema: { type: 'string', format: 'uuid' } });
    expect(named(`${URL}/{id}`, 'get', 'ticket')).toMatchObject({ schema: { pattern: '^[A-Z0-9-]{4,32}$' } });
    expect(named(URL, 'get', 'limit')).toMatchObject({ schema: { type: 'integer', minimum: 1, maximum: 200 } });
  });
});
