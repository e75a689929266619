import { afterAll, describe, expect, it } from '@jest/globals';
import fastify from 'fastify';
import { serveFactSchemas } from './fact-schemas.js';

describe('the schemas of a service’s facts', () => {
  const app = fastify();
  serveFactSchemas(app, 'access-delegation', 'http://localhost:3000');
  afterAll(() => app.close());
  const get = (name: string) => app.inject({ method: 'GET', url: `/schemas/${name}` });

  it('stand where its messages say', async () => {
    const answer = await get('access-delegation.access-granted.v1.json');
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([200, 'application/schema+json; charset=utf-8', 'public, max-age=3600']);
    expect(answer.json()).toMatchObject({ $id: 'http://localhost:3000/schemas/access-delegation.access-granted.v1.json', properties: { grantId: { type: 'string' }, recorded: { type: 'object' } } });
  });

  it.each(['identity.person-confirmed.v1.json', 'access-delegation.access-granted.v1', 'access-delegation.access-granted.v9.json', 'constructor.json', '__proto__.json'])('are its own: %s is 404', async (name) => {
    expect((await get(name)).json()).toMatchObject({ status: 404, code: 'route-not-found' });
  });
});
