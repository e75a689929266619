import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ScriptedClock } from '#kernel';
import { createBareApp } from '../src/bare-app.js';
import { createFastifyApp } from '../src/fastify-app.js';
import { jsonLogger } from '../src/json-logger.js';
import { TokenIssuer } from '../src/testing/token-issuer.js';
import { TokenVerifier } from '../src/token-verifier.js';
import { MembersController } from './members.fixture.js';

@Module({ controllers: [MembersController] })
class MembersModule {}

const LIMIT = 300;
const log: string[] = [];
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => { for (const close of closing.splice(0)) await close(); });

const service = async (): Promise<Server> => {
  const clock = new ScriptedClock('2026-01-01T12:00:00.000Z');
  const issuer = await TokenIssuer.create('things', clock);
  const tokens = new TokenVerifier({ issuer: issuer.issuer, audience: 'things', keys: issuer.keys, clock });
  const app = await createFastifyApp(MembersModule, { logger: jsonLogger('things', 'info', { write: (line) => { log.push(line); } }), tokens, arrivalMillis: LIMIT });
  await app.listen(0, '127.0.0.1');
  closing.push(() => app.close());
  return app.getHttpServer();
};
const beforeServices = async (): Promise<Server> => {
  const app = createBareApp({ requestTimeout: LIMIT });
  app.post('/things/v1/members', () => ({}));
  await app.listen({ port: 0, host: '127.0.0.1' });
  closing.push(() => app.close());
  return app.server;
};

const HEAD = 'POST /things/v1/members HTTP/1.1\r\nHost: things\r\nContent-Type: application/json\r\n';
/** What is answered until the connection is closed. */
const answered = (server: Server, sent: string): Promise<string> => new Promise((resolve, reject) => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => { socket.write(sent); });
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => { answer += part; }).on('close', () => { resolve(answer); }).on('error', reject);
});

describe.each([['a service', service], ['what stands before services', beforeServices]])('%s', (_, open) => {
  it.each([['headers', HEAD], ['a body', `${HEAD}Content-Length: 160\r\n\r\n{"name": "Anne"`]])('waits for %s no longer than the limit', async (what, sent) => {
    const began = performance.now();
    const answer = await answered(await open(), sent);
    expect([what, answer.slice(0, 12)]).toEqual([what, 'HTTP/1.1 408']);
    expect(performance.now() - began).toBeLessThan(10 * LIMIT);
  });
});

describe.each([['a service', service], ['what stands before services', beforeServices]])('%s', (_, open) => {
  const REQUEST = 'POST /things/v1/members HTTP/1.1\r\nContent-Length: 0\r\nAccept-Language: nl\r\n';

  it.each([
    ['names no host', REQUEST, 400, 'host-missing'], ['expects what nobody does', `${REQUEST}Host: things\r\nExpect: tea\r\n`, 417, 'expectation-not-met'],
  ])('refuses in words what %s, and closes', async (__, head, status, code) => {
    const answer = await answered(await open(), `${head}\r\n`);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} [^]*"code":"${code}"`));
    expect(answer.split('\r\n')).toEqual(expect.arrayContaining([
      'content-type: application/problem+json; charset=utf-8', 'content-language: nl', 'connection: close', expect.stringContaining('x-request-id: '),
    ]));
  });

  it('takes no host for granted from whoever speaks HTTP/1.0', async () => {
    expect(await answered(await open(), 'GET /nowhere HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 404 /);
  });
});

it('takes no fault on itself when who sends hangs up', async () => {
  const server = await service();
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => { socket.write(`${HEAD}Content-Length: 160\r\n\r\n{"name": "Anne"`); });
  const [, response] = await once(server, 'request') as [unknown, ServerResponse];
  socket.destroy();
  await once(response, 'close');
  await new Promise((resolve) => { setImmediate(resolve); });
  expect(log.map((line) => JSON.parse(line) as unknown)).not.toContainEqual(expect.objectContaining({ level: 50 }));
});
