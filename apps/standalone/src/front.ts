import proxy from '@fastify/http-proxy';
import fastify, { type FastifyInstance } from 'fastify';
import { readiness, type Probe } from '#http';
import { startPage, type StartPage } from './start-page.js';

/** Which service answers under which path. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  identity: ['/identity'],
  'access-delegation': ['/access-delegation', '/access', '/.well-known'],
  audit: ['/audit'],
};

export type Front = { readonly services: readonly { readonly name: string; readonly url: string }[]; readonly page: StartPage };

/** One public address for all services: forwards by path prefix, adds a page that says what this is. */
export const front = async ({ services, page }: Front): Promise<FastifyInstance> => {
  const app = fastify({ logger: false, requestTimeout: 30_000 });
  for (const { name, url } of services) {
    for (const prefix of PREFIXES[name] ?? []) await app.register(proxy, { upstream: url, prefix, rewritePrefix: prefix });
    await app.register(proxy, { upstream: url, prefix: `/openapi/${name}.json`, rewritePrefix: '/openapi.json', httpMethods: ['GET', 'HEAD'] });
  }
  const probes = services.map(probeOf);
  app.get('/health/live', () => ({ status: 'up' }));
  app.get('/health/ready', async (_, reply) => {
    const state = await readiness(probes);
    return reply.code(state.status === 'up' ? 200 : 503).header('cache-control', 'no-store').send(state);
  });
  app.get('/', (_, reply) => reply
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'").header('x-content-type-options', 'nosniff')
    .type('text/html; charset=utf-8').send(startPage(page)));
  app.setNotFoundHandler((_, reply) => reply.code(404).type('application/problem+json')
    .send(JSON.stringify({ type: 'urn:problem-type:guichet:route-not-found', title: 'Nothing answers to this method and path', status: 404, code: 'route-not-found' })));
  return app;
};

const probeOf = ({ name, url }: Front['services'][number]): Probe => ({
  name,
  async check() {
    const { ok } = await fetch(`${url}/health/ready`);
    if (!ok) throw new Error(`${name} is not ready`);
  },
});
