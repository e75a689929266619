import { Controller, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsistencyTokens } from '#contracts';
import { DomainError, ScriptedClock, type Actor, type StreamVersion } from '#kernel';
import { Callers } from '../src/callers.js';
import { DirectRoute } from '../src/direct-routes.js';
import { createFastifyApp } from '../src/fastify-app.js';
import { jsonLogger } from '../src/json-logger.js';
import { TokenIssuer } from '../src/testing/token-issuer.js';
import { TokenVerifier } from '../src/token-verifier.js';

@Controller('questions/v1')
@Callers('person')
class QuestionsController {
  private readonly asked: unknown[] = [];

  @Post('one')
  @DirectRoute()
  async answer(body: Readonly<Record<string, unknown>>, { id }: Actor, seen?: readonly StreamVersion[]): Promise<object> {
    if (body['about'] === 'a bug') throw new Error('password=hunter2');
    if (body['about'] === 'a rule') throw new DomainError('forbidden', 'some-code', 'Said to the caller');
    this.asked.push(body);
    return Promise.resolve({ by: id, count: this.asked.length, ...(seen === undefined ? {} : { seen }) });
  }

  @Post('open')
  @Callers('client')
  @DirectRoute()
  async open(): Promise<object> {
    return Promise.resolve({});
  }
}

@Module({ controllers: [QuestionsController] })
class QuestionsModule {}

describe('a direct route', () => {
  const log: string[] = [];
  const consistency = new ConsistencyTokens(Buffer.alloc(32, 7));
  let app: NestFastifyApplication;
  let person: { authorization: string };

  beforeAll(async () => {
    const clock = new ScriptedClock('2026-01-01T12:00:00.000Z');
    const issuer = await TokenIssuer.create('questions', clock);
    app = await createFastifyApp(QuestionsModule, {
      logger: jsonLogger('questions', 'info', { write: (line) => { log.push(line); } }),
      tokens: new TokenVerifier({ issuer: issuer.issuer, audience: 'questions', keys: issuer.keys, clock }),
      consistency,
      titles: { fr: {}, nl: { 'some-code': 'In het Nederlands' }, de: {} },
    });
    await app.init();
    person = await issuer.bearer({ sub: 'p1' });
  });
  afterAll(() => app.close());

  const ask = (body: object | string, headers: Readonly<Record<string, string>> = person, path = 'one') =>
    app.inject({ method: 'POST', url: `/questions/v1/${path}`, headers: { 'content-type': 'application/json', ...headers }, payload: typeof body === 'string' ? body : JSON.stringify(body) });

  it('answers its controller’s method, with the caller of the token, never to be stored', async () => {
    const answer = await ask({ about: 'anything' }, { ...person, 'x-request-id': 'r-1' });
    expect([answer.statusCode, answer.json()]).toEqual([200, { by: 'p1', count: 1 }]);
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'content-type': 'application/json; charset=utf-8', 'x-content-type-options': 'nosniff', 'x-request-id': 'r-1' });
    expect((await ask({})).json()).toEqual({ by: 'p1', count: 2 });
  });

  it('is told what the caller has seen, once that is known to be true', async () => {
    const seen = [{ stream: 'authority-1', version: 7 }];
    expect((await ask({}, { ...person, 'consistency-token': consistency.seal(seen) })).json()).toMatchObject({ by: 'p1', seen });
    for (const forged of ['zz', '', 'ct1.AAAA']) expect((await ask({}, { ...person, 'consistency-token': forged })).json()).toMatchObject({ status: 400, code: 'consistency-token-not-valid' });
  });

  it('has the doors of every route', async () => {
    const refused = await Promise.all([ask({}, {}), ask({}, { authorization: 'Bearer a.b.c' }), ask({}, person, 'open')]);
    expect(refused.map((answer) => [answer.statusCode, answer.json<{ code: string }>().code])).toEqual([[401, 'token-missing'], [401, 'token-not-valid'], [403, 'caller-not-allowed']]);
    expect(refused[0].headers).toMatchObject({ 'www-authenticate': 'Bearer' });
  });

  it('refuses as every route does', async () => {
    const rule = await ask({ about: 'a rule' }, { ...person, 'accept-language': 'nl' });
    expect([rule.statusCode, rule.headers['content-type'], rule.json()]).toEqual([403, 'application/problem+json; charset=utf-8', expect.objectContaining({ code: 'some-code', title: 'In het Nederlands' })]);
    expect((await ask('{"a":1,"a":2}')).json()).toMatchObject({ status: 400, code: 'duplicate-key' });
    const bug = await ask({ about: 'a bug' });
    expect([bug.statusCode, bug.body.includes('hunter2')]).toEqual([500, false]);
    expect(log.join('')).toContain('hunter2');
  });
});
