import { Controller, Get, HttpCode, Module, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plus, refusals, ScriptedClock } from '#kernel';
import { Callers } from '../src/callers.js';
import { createFastifyApp } from '../src/fastify-app.js';
import { jsonLogger } from '../src/json-logger.js';
import { openApiOf } from '../src/open-api.js';
import { RateLimited, RateLimitsModule } from '../src/rate-limited.decorator.js';
import { TokenIssuer } from '../src/testing/token-issuer.js';
import { TokenVerifier } from '../src/token-verifier.js';

const START = '2026-01-01T12:00:00.000Z';
const refuse = refusals({ 'not-now': ['conflict', 'Not now.'] });

@Controller('letters/v1')
@Callers('person')
class LettersController {
  @Get('number')
  @RateLimited({ name: 'numbers', most: 2, seconds: 60 })
  @ApiOperation({ summary: 'Tells a number' })
  @ApiOkResponse({ description: 'Told' })
  number(): object {
    return {};
  }

  @Post(':what')
  @HttpCode(200)
  @RateLimited({ name: 'letters', most: 2, seconds: 60 })
  @ApiOperation({ summary: 'Sends a letter' })
  @ApiOkResponse({ description: 'Sent' })
  send(@Param('what') what: string): object {
    if (what === 'badly') throw refuse('not-now');
    return {};
  }
}

@Module({ controllers: [LettersController] })
class LettersModule {}

describe('a route with a rate limit', () => {
  const clock = new ScriptedClock(START);
  let app: NestFastifyApplication;
  let issuer: TokenIssuer;

  beforeAll(async () => {
    issuer = await TokenIssuer.create('letters', clock);
    const tokens = new TokenVerifier({ issuer: issuer.issuer, audience: 'letters', keys: issuer.keys, clock });
    app = await createFastifyApp({ module: LettersModule, imports: [RateLimitsModule.on(clock)] }, { logger: jsonLogger('letters', 'silent'), tokens });
    await app.init();
  });
  afterAll(() => app.close());

  const send = async (person: string, what = 'well', key?: string) =>
    app.inject({ method: 'POST', url: `/letters/v1/${what}`, headers: { ...(await issuer.bearer({ sub: person })), ...(key === undefined ? {} : { 'idempotency-key': key }) } });

  it('tells what is left, and counts what was done only', async () => {
    const first = await send('p1');
    expect([first.statusCode, first.headers['ratelimit-policy'], first.headers['ratelimit']]).toEqual([200, '"letters";q=2;w=60', '"letters";r=1;t=60']);
    const refused = await send('p1', 'badly');
    expect([refused.statusCode, refused.headers['ratelimit']]).toEqual([409, '"letters";r=1;t=60']);
  });

  it('refuses who has no more left and says when to come back; others are let in', async () => {
    await clock.advanceTo(plus(START, 20_500));
    expect((await send('p1')).statusCode).toBe(200);
    const tooMany = await send('p1');
    expect([tooMany.statusCode, tooMany.json(), tooMany.headers['retry-after'], tooMany.headers['ratelimit']]).toEqual([
      429, expect.objectContaining({ code: 'too-many-requests', title: 'Vous avez fait ceci trop souvent : réessayez après le délai indiqué par Retry-After.' }), '40', '"letters";r=0;t=40',
    ]);
    expect((await send('p2')).statusCode).toBe(200);
  });

  it('lets in again when the time is over', async () => {
    await clock.advanceTo(plus(START, 60_000));
    const answer = await send('p1');
    expect([answer.statusCode, answer.headers['ratelimit']]).toEqual([200, '"letters";r=1;t=60']);
  });

  it('does not count what is repeated under its key, nor gives back for a repetition that is refused', async () => {
    const left = [];
    for (const what of ['well', 'well', 'badly', 'well']) left.push((await send('p3', what, 'k1')).headers['ratelimit']);
    expect(left).toEqual(Array(4).fill('"letters";r=1;t=60'));
  });

  it('counts each reading, whatever key comes with it', async () => {
    const read = async () => (await app.inject({ method: 'GET', url: '/letters/v1/number', headers: { ...(await issuer.bearer({ sub: 'p4' })), 'idempotency-key': 'k1' } })).statusCode;
    expect([await read(), await read(), await read()]).toEqual([200, 200, 429]);
  });

  it('counts the same key at another place again', async () => {
    const left = [];
    for (const what of ['well', 'better']) left.push((await send('p5', what, 'k1')).headers['ratelimit']);
    expect(left).toEqual(['"letters";r=1;t=60', '"letters";r=0;t=60']);
  });

  it('says so in the document of the API', () => {
    const { paths } = openApiOf(app, { title: 'Letters', description: 'For specs', version: '1' });
    expect(paths['/letters/v1/{what}']?.post?.responses).toHaveProperty('429');
  });
});
