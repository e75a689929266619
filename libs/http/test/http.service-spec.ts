import { connect } from 'node:net';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ScriptedClock } from '#kernel';
import { createFastifyApp } from '../src/fastify-app.js';
import { readiness } from '../src/health.module.js';
import { jsonLogger } from '../src/json-logger.js';
import { openApiOf, undocumentedRoutes } from '../src/open-api.js';
import { routesWithoutCallers } from '../src/routes.js';
import { TokenIssuer } from '../src/testing/token-issuer.js';
import { TokenVerifier } from '../src/token-verifier.js';
import { MembersController, tokens } from './members.fixture.js';

@Module({ controllers: [MembersController] })
class MembersModule {}

const ID = '0b0f3f0e-6f0c-4b8e-9d8e-0c8a52b6a001';
const URL = '/things/v1/members';
const good = { name: 'Anne', role: 'READER', period: { days: 3 } };
const about = { title: 'Things', description: 'For specs', version: '1' };
const log: string[] = [];
const logger = jsonLogger('things', 'info', { write: (line) => { log.push(line); } });
let app: NestFastifyApplication;
let verifier: TokenVerifier;
let issuer: TokenIssuer;
let person: { authorization: string };
let client: { authorization: string };
let databaseUp = true;

beforeAll(async () => {
  const clock = new ScriptedClock('2026-01-01T12:00:00.000Z');
  issuer = await TokenIssuer.create('things', clock);
  verifier = new TokenVerifier({ issuer: issuer.issuer, audience: 'things', keys: issuer.keys, clock });
  app = await createFastifyApp(MembersModule, {
    logger, api: about, tokens: verifier, consistency: tokens,
    probes: [{ name: 'database', check: () => (databaseUp ? Promise.resolve() : Promise.reject(new Error('secret host'))) }],
    titles: { fr: {}, nl: { 'some-code': 'In het Nederlands' }, de: {} },
  });
  await app.listen(0, '127.0.0.1');
  person = await issuer.bearer({ sub: 'p1' });
  client = await issuer.bearer({ sub: 'c1', client_id: 'c1' });
});
afterAll(async () => { await app.close(); });

type Sent = { method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; url?: string; headers?: Record<string, string>; body?: unknown };
const send = async ({ method = 'POST', url = URL, headers = {}, body = good }: Sent) => {
  const start = performance.now();
  const answer = await app.inject({
    method, url,
    headers: { 'content-type': 'application/json', 'idempotency-key': 'k1', ...person, ...headers },
    ...(method === 'GET' ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  expect(performance.now() - start).toBeLessThan(1_000);
  return answer;
};
const json = async (sent: Sent) => (await send(sent)).json<Record<string, unknown>>();

/** A request as bytes, because no client library would send it. */
const raw = (text: string): Promise<string> => new Promise((resolve, reject) => {
  const { port } = app.getHttpServer().address() as { port: number };
  const socket = connect(port, '127.0.0.1', () => { socket.write(text); });
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => { answer += part; }).on('close', () => { resolve(answer); }).on('error', reject);
});

describe('a good request', () => {
  it('reaches the command with who, which request and why', async () => {
    const answer = await send({ headers: { 'x-request-id': 'req-1' }, body: { ...good, reasonCode: 'ARRIVAL', note: 'a\nb' } });
    expect(answer.statusCode).toBe(201);
    expect(answer.headers).toMatchObject({ etag: '"7"', 'cache-control': 'no-store', 'x-request-id': 'req-1', 'x-content-type-options': 'nosniff', 'content-security-policy': expect.stringContaining("default-src 'none'") });
    expect(tokens.open(String(answer.headers['consistency-token']))).toEqual([{ stream: 'authority-1', version: 7 }]);
    expect(app.get(MembersController).received.at(-1)).toMatchObject({
      actor: { kind: 'person', id: 'p1', assurance: 'substantial' }, correlationId: 'req-1', reasonCode: 'ARRIVAL', note: 'a\nb',
    });
  });

  it('is answered after all that was refused, with nobody taken at his word', async () => {
    const headers = { 'x-user-id': 'admin', 'x-forwarded-for': '10.0.0.1', 'consistency-token': tokens.seal([{ stream: 's', version: 1 }]) };
    expect(await json({ method: 'GET', url: `${URL}?limit=5`, headers })).toEqual({ limit: 5, actor: { kind: 'person', id: 'p1', assurance: 'substantial' }, seen: [{ stream: 's', version: 1 }] });
    expect(await json({ method: 'PUT', url: `${URL}/${ID}`, headers: { 'if-match': '"7"', ...client } })).toEqual({ id: ID, expected: 7, name: 'Anne', by: 'client' });
  });
});

describe('a bad request is refused with its code', () => {
  const deep = `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  it.each<[string, Sent, number, string]>([
    ['an empty body', { body: '' }, 400, 'body-missing'], ['null', { body: 'null' }, 400, 'body-not-an-object'], ['a list', { body: [] }, 400, 'body-not-an-object'],
    ['truncated JSON', { body: '{"name":' }, 400, 'json-not-valid'], ['a duplicate key', { body: '{"name":"a","name":"b"}' }, 400, 'duplicate-key'],
    ['__proto__', { body: '{"__proto__":{}}' }, 400, 'key-not-allowed'], ['100,000 levels', { body: deep }, 400, 'json-too-deep'], ['2^53+1', { body: '{"period":{"days":9007199254740993}}' }, 400, 'number-not-safe'],
    ['NUL', { body: { ...good, name: 'a\0' } }, 400, 'text-not-allowed'], ['a body over the limit', { body: { ...good, name: 'x'.repeat(2 ** 20) } }, 413, 'body-too-large'],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'name=a' }, 415, 'content-type-not-supported'], ['plain text', { headers: { 'content-type': 'text/plain' } }, 415, 'content-type-not-supported'],
    ['operators for a text', { body: { ...good, name: { $ne: null } } }, 400, 'validation-failed'], ['a number as a text', { body: { ...good, period: { days: '3' } } }, 400, 'validation-failed'],
    ['an unknown role', { body: { ...good, role: 'OWNER' } }, 400, 'validation-failed'], ['an extra field', { body: { ...good, admin: true } }, 400, 'validation-failed'], ['null for absent', { body: { ...good, note: null } }, 400, 'validation-failed'],
    ['no name', { body: { ...good, name: undefined } }, 400, 'validation-failed'], ['no role', { body: { ...good, role: undefined } }, 400, 'validation-failed'], ['no period', { body: { ...good, period: undefined } }, 400, 'validation-failed'],
    ['a list of lists', { body: { ...good, earlier: [[]] } }, 400, 'validation-failed'], ['a list too long', { body: { ...good, earlier: [{ days: 1 }, { days: 1 }, { days: 1 }] } }, 400, 'validation-failed'],
    ['an object for a list', { body: { ...good, earlier: { days: 1 } } }, 400, 'validation-failed'], ['a very long id', { method: 'PUT', url: `${URL}/${'a'.repeat(5_000)}` }, 414, 'url-too-long'],
    ['a list for a period', { body: { ...good, period: [] } }, 400, 'validation-failed'], ['a huge name', { body: { ...good, name: 'x'.repeat(1_000_000) } }, 400, 'validation-failed'],
    ['no key', { headers: { 'idempotency-key': '' } }, 400, 'idempotency-key-not-valid'], ['an id in capitals', { method: 'PUT', url: `${URL}/${ID.toUpperCase()}`, headers: { 'if-match': '"7"' } }, 400, 'id-not-valid'],
    ['a look-alike id', { method: 'PUT', url: `${URL}/${encodeURIComponent(ID.replace('a', 'а'))}`, headers: { 'if-match': '"7"' } }, 400, 'id-not-valid'],
    ['path traversal in an id', { method: 'PUT', url: `${URL}/..%2F..%2Fetc`, headers: { 'if-match': '"7"' } }, 400, 'id-not-valid'], ['double encoding', { method: 'PUT', url: `${URL}/%2500`, headers: { 'if-match': '"7"' } }, 400, 'id-not-valid'],
    ['a stream name for an id', { method: 'PUT', url: `${URL}/$all`, headers: { 'if-match': '"7"' } }, 400, 'id-not-valid'], ['a malformed URL', { method: 'GET', url: '/%zz' }, 400, 'url-not-valid'],
    ['no version', { method: 'PUT', url: `${URL}/${ID}` }, 428, 'if-match-missing'], ['a weak version', { method: 'PUT', url: `${URL}/${ID}`, headers: { 'if-match': 'W/"7"' } }, 400, 'if-match-not-valid'],
    ['limit -1', { method: 'GET', url: `${URL}?limit=-1` }, 400, 'validation-failed'], ['limit 1e9', { method: 'GET', url: `${URL}?limit=1e9` }, 400, 'validation-failed'],
    ['a repeated parameter', { method: 'GET', url: `${URL}?limit=1&limit=2` }, 400, 'validation-failed'], ['a filter nobody knows', { method: 'GET', url: `${URL}?where[$gt]=1` }, 400, 'validation-failed'],
    ['a forged consistency token', { method: 'GET', headers: { 'consistency-token': 'ct1.AAAA' } }, 400, 'consistency-token-not-valid'],
    ['a forged one where nothing is awaited', { method: 'GET', url: `${URL}/${ID}`, headers: { 'consistency-token': 'zz' } }, 400, 'consistency-token-not-valid'], ['a forged one with a command', { headers: { 'consistency-token': '' } }, 400, 'consistency-token-not-valid'],
    ['an unknown path', { method: 'GET', url: '/nowhere' }, 404, 'route-not-found'], ['an unsupported method', { method: 'DELETE', body: '{}' }, 404, 'route-not-found'],
    ['no token', { headers: { authorization: '' } }, 401, 'token-not-valid'], ['a client where persons are expected', { headers: { authorization: 'client' } }, 403, 'caller-not-allowed'],
    ['a route that names no caller', { method: 'GET', url: `${URL}/forgotten` }, 403, 'caller-not-allowed'],
  ])('%s', async (_, sent, status, code) => {
    const headers = sent.headers?.['authorization'] === 'client' ? client : sent.headers;
    const answer = await send({ ...sent, ...(headers === undefined ? {} : { headers }) });
    expect([answer.statusCode, answer.json<Record<string, unknown>>()]).toEqual([status, expect.objectContaining({ status, code, type: `urn:problem-type:guichet:${code}`, correlationId: answer.headers['x-request-id'] })]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect((await send({})).statusCode).toBe(201);
  });

  it('a query that the route does not describe: nobody’s dry run is done in earnest', async () => {
    const { received } = app.get(MembersController);
    const before = received.length;
    expect(await json({ url: `${URL}?dryRun=true` })).toMatchObject({ status: 400, code: 'validation-failed', errors: [{ pointer: '/dryRun' }] });
    expect(await json({ url: `${URL}?a%22b=1` })).toMatchObject({ status: 400, errors: [{ pointer: '' }] });
    expect(received).toHaveLength(before);
  });

  it('a missing key or token is said to be missing', async () => {
    const bare = await app.inject({ method: 'POST', url: URL, payload: good, headers: person });
    expect(bare.json()).toMatchObject({ status: 400, code: 'idempotency-key-missing' });
    const unknown = await app.inject({ method: 'GET', url: URL });
    expect([unknown.statusCode, unknown.headers['www-authenticate']]).toEqual([401, 'Bearer']);
  });

  it('a POST without any body', async () => {
    const answer = await app.inject({ method: 'POST', url: URL, headers: { ...person, 'idempotency-key': 'k' } });
    expect(answer.json()).toMatchObject({ status: 400, code: 'body-missing' });
  });

  it('what is wrong is told by pointer and never repeated', async () => {
    const answer = await send({ body: { ...good, name: 7_654_321, period: { days: 'jean@example.org' }, 'jean dupont': 1, admin: true }, headers: { 'accept-language': 'nl' } });
    expect(answer.json<{ errors: unknown }>().errors).toEqual(expect.arrayContaining([
      { pointer: '/period/days', detail: 'moet een geheel getal zijn' }, { pointer: '/name', detail: 'moet een tekst zijn' },
      { pointer: '/admin', detail: 'is hier niet bekend' }, { pointer: '', detail: 'bevat een veld dat hier niet bekend is' },
    ]));
    expect(answer.body).not.toMatch(/jean|7654321/);
  });

  it.each([
    ['a lying Content-Length', `POST ${URL} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 3\r\nConnection: close\r\n\r\n{"name":"a"}`, 400],
    ['two Content-Lengths', `POST ${URL} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd`, 400], ['no HTTP', 'hello\r\n\r\n', 400],
    ['headers over the limit', `GET ${URL} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${'A'.repeat(30_000)}\r\n\r\n`, 431],
  ])('%s', async (_, text, status) => {
    expect(await raw(text)).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} [^]*application/problem\\+json[^]*"status":${String(status)}`));
    expect((await send({})).statusCode).toBe(201);
  });

  it.each([
    [undefined, 'Rien ne répond à cette méthode et à ce chemin.', 'fr'], ['fr-BE', 'Rien ne répond à cette méthode et à ce chemin.', 'fr'],
    ['nl', 'Niets antwoordt op deze methode en dit pad.', 'nl'], ['de, en;q=0.5', 'Auf diese Methode und diesen Pfad antwortet nichts.', 'de'],
    ['en-GB', 'Nothing answers to this method and path.', 'en'],
  ])('is told to who reads %s: %j', async (wished, title, language) => {
    const answer = await send({ method: 'GET', url: '/nowhere', ...(wished === undefined ? {} : { headers: { 'accept-language': wished } }) });
    expect([answer.json<{ title: string }>().title, answer.headers['content-language'], answer.headers.vary]).toEqual([title, language, 'Accept-Language']);
  });

  it('is told in the language of the reader when not even its URL is one, and in French when it is no HTTP', async () => {
    const answer = await send({ method: 'GET', url: '/%zz', headers: { 'accept-language': 'de' } });
    expect([answer.json<{ title: string }>().title, answer.headers['content-language']]).toEqual(['Die URL kann nicht entschlüsselt werden.', 'de']);
    expect(await raw('hello\r\n\r\n')).toMatch(/Content-Language: fr\r\n[^]*La requête ne peut pas être comprise\./);
  });

  it.each(['a b', 'x'.repeat(65), 'é', '"><script>'])('an X-Request-ID like %j is replaced', async (id) => {
    expect((await send({ headers: { 'x-request-id': id } })).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a person who signed in with a password alone', () => {
  it.each(['none', 'low'])('is not let in (%s), whatever is asked', async (acr) => {
    const weak = await issuer.bearer({ sub: 'p1', acr });
    for (const sent of [{ method: 'GET', url: URL }, { method: 'GET', url: `${URL}/${ID}` }, { method: 'POST', url: URL }] as const) {
      expect(await json({ ...sent, headers: { ...weak } })).toMatchObject({ status: 403, code: 'assurance-too-low' });
    }
  });
  it('is who a machine is not', async () => {
    expect((await send({ method: 'GET', headers: { ...await issuer.bearer({ sub: 'c1', client_id: 'c1', acr: 'none' }) } })).statusCode).toBe(200);
  });
});

describe('a refusal of the business', () => {
  it.each([['invalid', 422], ['forbidden', 403], ['not-found', 404], ['conflict', 409], ['stale', 412], ['unavailable', 503]])('%s is %i', async (kind, status) => {
    const body = await json({ method: 'GET', url: `${URL}/failing/${kind}` });
    expect(body).toMatchObject({ status, code: 'some-code', title: 'Said to the caller', authority: 'a1' });
  });

  it.each([['nl-BE', 'In het Nederlands', 'nl'], ['de', 'Said to the caller', 'en'], ['en', 'Said to the caller', 'en']])('read in %s is titled %j, in %s', async (wished, title, language) => {
    const answer = await send({ method: 'GET', url: `${URL}/failing/conflict`, headers: { 'accept-language': wished } });
    expect([answer.json<{ title: string }>().title, answer.headers['content-language'], answer.headers.vary]).toEqual([title, language, 'Accept-Language']);
  });
});

describe('a fault of ours', () => {
  it('is 500 without its message, which stands in the log with the correlation id', async () => {
    const answer = await send({ method: 'GET', url: `${URL}/failing/bug`, headers: { 'x-request-id': 'req-bug' } });
    expect(answer.json()).toMatchObject({ status: 500, code: 'internal-error', correlationId: 'req-bug' });
    expect(answer.body).not.toContain('hunter2');
    expect(log.some((line) => line.includes('req-bug') && line.includes('hunter2'))).toBe(true);
  });
});

describe('the log', () => {
  it('has a line per answer with its correlation id and route, without tokens, bodies or whole paths', async () => {
    log.length = 0;
    for (const query of ['?x=canary-query', '']) await send({ method: 'PUT', url: `${URL}/${ID}${query}`, headers: { 'if-match': '"1"', 'x-request-id': 'req-2' }, body: { ...good, name: 'canary-name' } });
    expect(log.map((line) => JSON.parse(line) as unknown)).toContainEqual(expect.objectContaining({ program: 'things', correlationId: 'req-2', method: 'PUT', route: `${URL}/:id`, status: 200 }));
    expect(log.join()).not.toMatch(new RegExp(`canary|Bearer|${ID}`));
  });

  const onATicket = { method: 'GET', url: `${URL}/${ID}?ticket=T-2027-00042`, headers: { 'x-request-id': 'req-3' } } as const;
  const traces = (): readonly unknown[] => log.map((line) => JSON.parse(line) as { msg: string }).filter(({ msg }) => msg === 'read on a ticket');

  it('tells who read what on which ticket', async () => {
    log.length = 0;
    await send(onATicket);
    expect(traces()).toEqual([expect.objectContaining({ level: 30, program: 'things', correlationId: 'req-3', reader: 'p1', ticket: 'T-2027-00042', route: `${URL}/:id`, of: { id: ID } })]);
  });

  it('tells that at whatever level it is kept', async () => {
    const told: string[] = [];
    const quiet = await createFastifyApp(MembersModule, { logger: jsonLogger('things', 'error', { write: (line) => { told.push(line); } }), tokens: verifier });
    await quiet.init();
    await quiet.inject({ ...onATicket, headers: person });
    await quiet.close();
    expect(told.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['read on a ticket']);
  });

  it('tells nothing of the kind where nothing was read, or no ticket given', async () => {
    log.length = 0;
    expect((await send({ ...onATicket, headers: { authorization: 'Bearer no' } })).statusCode).toBe(401);
    expect((await send({ ...onATicket, url: `${URL}/no-id?ticket=T-2027-00042` })).statusCode).toBe(400);
    expect((await send({ ...onATicket, url: `${URL}/${ID}` })).statusCode).toBe(200);
    expect(traces()).toEqual([]);
  });
});

describe('the service tells about itself', () => {
  it('that it lives, and whether it is ready', async () => {
    expect(await json({ method: 'GET', url: '/health/live?probe=balancer', headers: { authorization: '' } })).toEqual({ status: 'up' });
    expect(await json({ method: 'GET', url: '/health/ready' })).toEqual({ status: 'up', probes: { database: 'up' } });
    databaseUp = false;
    const answer = await send({ method: 'GET', url: '/health/ready' });
    databaseUp = true;
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'down', probes: { database: 'down' } }]);
  });

  it('that it is not ready when a probe does not answer in time', async () => {
    const never = { name: 'store', check: () => Promise.withResolvers<undefined>().promise };
    expect(await readiness([never, { name: 'other', check: () => Promise.resolve() }], 5)).toEqual({ status: 'down', probes: { store: 'down', other: 'up' } });
  });

  it('what it offers, and which routes do not say enough', async () => {
    const document = await json({ method: 'GET', url: '/openapi.json' });
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'Things' }, paths: { [URL]: { post: { operationId: 'MembersController.prepare' } } } });
    expect(undocumentedRoutes(app, openApiOf(app, about))).toEqual(['change', 'list', 'read', 'fail', 'forgotten'].map((method) => `MembersController.${method}`));
    expect(routesWithoutCallers(app)).toEqual(['MembersController.forgotten']);
  });
});
