import { Agent, get, type IncomingMessage } from 'node:http';
import { Module } from '@nestjs/common';
import { afterEach, expect, it } from '@jest/globals';
import { ScriptedClock } from '#kernel';
import { createFastifyApp } from '../src/fastify-app.js';
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

it('an app that stops answers what it has in hand and waits for no later request on that connection', async () => {
  const clock = new ScriptedClock('2026-01-01T12:00:00.000Z');
  const issuer = await TokenIssuer.create('things', clock);
  const inHand = Promise.withResolvers<undefined>();
  const finish = Promise.withResolvers<undefined>();
  const app = await createFastifyApp(NothingModule, {
    logger: jsonLogger('things', 'silent'),
    tokens: new TokenVerifier({ issuer: issuer.issuer, audience: 'things', keys: issuer.keys, clock }),
    probes: [{ name: 'slow', check: async () => { inHand.resolve(undefined); await finish.promise; } }],
  });
  await app.listen(0, '127.0.0.1');
  const answer = asked(`${await app.getUrl()}/health/ready`);
  await inHand.promise;
  const stopped = app.close();
  await new Promise(setImmediate);
  finish.resolve(undefined);
  expect(await answer).toMatchObject({ statusCode: 200, headers: { connection: 'close' } });
  await stopped;
});
