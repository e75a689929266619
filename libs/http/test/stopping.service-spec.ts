import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Module } from '@nestjs/common';
import { afterEach, expect, it } from '@jest/globals';
import { ScriptedClock } from '#kernel';
import { createFastifyApp } from '../src/fastify-app.js';
import type { Probe } from '../src/health.module.js';
import { jsonLogger } from '../src/json-logger.js';
import { TokenIssuer } from '../src/testing/token-issuer.js';
import { TokenVerifier } from '../src/token-verifier.js';

@Module({})
class NothingModule {}

const keptAlive = new Agent({ keepAlive: true });
afterEach(() => { keptAlive.destroy(); });

const asked = (url: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(url, { agent: keptAlive }, (answer) => {
      answer.resume().once('end', () => { resolve(answer); });
    }).once('error', reject);
  });

const listening = async (probes: readonly Probe[] = []) => {
  const clock = new ScriptedClock('2026-01-01T12:00:00.000Z');
  const issuer = await TokenIssuer.create('things', clock);
  const tokens = new TokenVerifier({ issuer: issuer.issuer, audience: 'things', keys: issuer.keys, clock });
  const app = await createFastifyApp(NothingModule, { logger: jsonLogger('things', 'silent'), tokens, probes });
  await app.listen(0, '127.0.0.1');
  return app;
};

it('an app that stops answers what it has in hand and waits for no later request on that connection', async () => {
  const inHand = Promise.withResolvers<undefined>();
  const finish = Promise.withResolvers<undefined>();
  const app = await listening([{ name: 'slow', check: async () => { inHand.resolve(undefined); await finish.promise; } }]);
  const answer = asked(`${await app.getUrl()}/health/ready`);
  await inHand.promise;
  const stopped = app.close();
  await new Promise(setImmediate);
  finish.resolve(undefined);
  expect(await answer).toMatchObject({ statusCode: 200, headers: { connection: 'close' } });
  await stopped;
});

it('an app that stops answers what was on its way when it began to', async () => {
  const app = await listening();
  const caller = connect(Number(new URL(await app.getUrl()).port), '127.0.0.1').setNoDelay();
  const told = text(caller);
  caller.write('GET /health/live HTTP/1.1\r\n');
  await once(app.getHttpServer(), 'connection');
  const stopped = app.close();
  await new Promise(setImmediate);
  caller.write('Host: localhost\r\n\r\n');
  expect(await told).toMatch(/^HTTP\/1.1 200 OK\r\n[^]*connection: close\r\n[^]*{"status":"up"}$/i);
  await stopped;
});
