import { expect, it } from '@jest/globals';
import fastify from 'fastify';
import { DomainError, StoreUnavailable } from '#kernel';
import { jsonLogger } from './json-logger.js';
import { ProblemDetailsFilter } from './problem-details.filter.js';

it('tells the log why something is unavailable, and who asked only that it is', async () => {
  const log: string[] = [];
  const filter = new ProblemDetailsFilter(jsonLogger('things', 'warn', { write: (line) => { log.push(line); } }));
  const app = fastify();
  app.get('/full', (request, reply) => { filter.refuse(new StoreUnavailable(new Error('disk full')), request, reply); });
  app.get('/late', (request, reply) => { filter.refuse(new DomainError('unavailable', 'not-yet-applied', 'Ask again.'), request, reply); });
  const [full, late] = [await app.inject('/full'), await app.inject('/late')];
  expect([full.statusCode, late.statusCode, full.body.includes('disk full')]).toEqual([503, 503, false]);
  expect(log.map((line) => JSON.parse(line) as unknown)).toEqual([expect.objectContaining({ level: 40, code: 'event-store-unavailable', err: expect.objectContaining({ message: 'disk full' }) })]);
  await app.close();
});
