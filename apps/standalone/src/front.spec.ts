import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createBareApp } from '#http';
import { front } from './front.js';

const listening = (server: Server): Promise<string> => new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => { resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`); });
});
/** A request as bytes, because no client library would send it. */
const raw = async (request: string): Promise<string> => {
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.write(request);
  return text(socket);
};
const closed = (server: Server): Promise<void> => new Promise((resolve) => { server.close(() => { resolve(); }); });

const rude = createServer((request) => { request.socket.destroy(); });
const strict = createBareApp({ requestTimeout: 30_000 });
strict.post('/access/v1/evaluation', ({ body }) => body);
let gate: FastifyInstance;
let address: string;
beforeAll(async () => {
  const gone = createServer();
  const nobody = await listening(gone);
  await closed(gone);
  const services = [{ name: 'identity', url: nobody }, { name: 'audit', url: await listening(rude) }, { name: 'access-delegation', url: await strict.listen({ port: 0, host: '127.0.0.1' }) }];
  gate = await front({ services, page: { publicUrl: 'http://localhost:3000', people: [], authorityId: '' } });
  address = await gate.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  for (const app of [gate, strict]) {
    const stopped = app.close();
    app.server.closeAllConnections();
    await stopped;
  }
  await closed(rude);
});

it.each([
  ['/nowhere', 'fr-BE', 404, 'route-not-found', 'Rien ne répond à cette méthode et à ce chemin.', 'fr'], ['/nowhere', 'nl', 404, 'route-not-found', 'Niets antwoordt op deze methode en dit pad.', 'nl'],
  ['/%zz', 'en', 400, 'url-not-valid', 'The URL cannot be decoded.', 'en'],
  ['/identity/v1/people', 'de', 502, 'service-not-answering', 'Der Dienst, der dies beantwortet, antwortet zurzeit nicht: Senden Sie dieselbe Anfrage später erneut.', 'de'],
  ['/identity/v1/people', 'en', 502, 'service-not-answering', 'The service that answers this does not answer now: send the same request again later.', 'en'],
  ['/schemas/identity.person-confirmed.v1.json', 'en', 502, 'service-not-answering', 'The service that answers this does not answer now: send the same request again later.', 'en'],
  ['/schemas/nobody.thing.v1.json', 'en', 404, 'route-not-found', 'Nothing answers to this method and path.', 'en'],
  ['/audit/v1/trail', 'fr', 502, 'service-not-answering', 'Le service qui y répond ne répond pas pour le moment : renvoyez la même requête plus tard.', 'fr'],
])('%s is refused to who reads %s as any service refuses, with %i', async (url, language, status, code, title, spoken) => {
  const answer = await gate.inject({ method: 'GET', url, headers: { 'accept-language': language, 'x-request-id': 'r-1' } });
  expect([answer.statusCode, answer.json<object>()]).toEqual([status, expect.objectContaining({ status, code, title, type: `urn:problem-type:guichet:${code}`, correlationId: 'r-1' })]);
  expect(answer.headers).toMatchObject({
    'content-type': 'application/problem+json; charset=utf-8', 'content-language': spoken, vary: 'Accept-Language', 'x-request-id': 'r-1', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
  });
  expect(answer.body).not.toMatch(/ECONN|127\.0\.0\.1/);
});

describe('a body through the front', () => {
  const LIMIT = 1024 * 1024;
  const ofLength = (length: number): string => JSON.stringify({ note: 'x'.repeat(length - '{"note":""}'.length) });
  const inParts = (body: string): ReadableStream<Uint8Array> => ReadableStream.from([body.slice(0, 9), body.slice(9)].map((part) => Buffer.from(part)));
  const post = async (body: string | ReadableStream): Promise<Response> =>
    fetch(`${address}/access/v1/evaluation`, { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' });

  it.each([
    ['a length that is told', (body: string) => body], ['a length that is not', inParts],
  ])('of %s is refused as too large from the first byte over the limit on', async (_, sent) => {
    const answer = await post(sent(ofLength(LIMIT + 1)));
    expect([answer.status, answer.headers.get('content-type'), await answer.json()]).toEqual([413, 'application/problem+json; charset=utf-8', expect.objectContaining({ code: 'body-too-large' })]);
    expect([answer.headers.get('x-content-type-options'), answer.headers.get('cache-control')]).toEqual(['nosniff', 'no-store']);
    expect((await post(sent(ofLength(LIMIT)))).status).toBe(200);
  });

  it('that waits until it is asked for is asked for, and forwarded', async () => {
    const body = '{"note":"x"}';
    const request = `POST /access/v1/evaluation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${String(body.length)}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`;
    expect(await raw(request + body)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n[^]*\{"note":"x"\}$/);
  });
});
