import type { IncomingHttpHeaders } from 'node:http';
import proxy from '@fastify/http-proxy';
import type { FastifyInstance, FastifyReply, RawServerBase, RouteGenericInterface } from 'fastify';
import { createBareApp, problemOf, readiness, refuseRequest, refuseWith, type Probe } from '#http';
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
  const app = createBareApp({ requestTimeout: 30_000 });
  const replyOptions = { onError, rewriteRequestHeaders, rewriteHeaders };
  /** A fact is named after the service that tells it, and that service has its schema. */
  const ownerOf = (url: string) => services.find(({ name }) => url.startsWith(`/schemas/${name}.`));
  for (const { name, url } of services) {
    for (const prefix of PREFIXES[name] ?? []) await app.register(proxy, { upstream: url, prefix, rewritePrefix: prefix, replyOptions });
    await app.register(proxy, { upstream: url, prefix: `/openapi/${name}.json`, rewritePrefix: '/openapi.json', httpMethods: ['GET', 'HEAD'], replyOptions });
  }
  await app.register(proxy, {
    upstream: '', prefix: '/schemas', rewritePrefix: '/schemas', httpMethods: ['GET', 'HEAD'],
    preHandler: (request, reply, done) => { if (ownerOf(request.url)) done(); else refuseWith(reply, refuseRequest('route-not-found')); },
    replyOptions: { ...replyOptions, getUpstream: ({ url }) => ownerOf(url)?.url ?? '' },
  });
  const probes = services.map(probeOf);
  app.get('/health/live', () => ({ status: 'up' }));
  app.get('/health/ready', async (_, reply) => {
    const state = await readiness(probes);
    return reply.code(state.status === 'up' ? 200 : 503).header('cache-control', 'no-store').send(state);
  });
  app.get('/', (_, reply) => reply
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'").header('x-content-type-options', 'nosniff')
    .type('text/html; charset=utf-8').send(startPage(page)));
  return app;
};

/** Without `Expect`: Node has already asked for the body, and nobody is there to be asked again. */
const rewriteRequestHeaders = (_: unknown, { expect: _met, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders => headers;

/** Without what a service says of its connection to here: the caller's is another one, and he may want it closed. */
const rewriteHeaders = ({ connection: _its, 'keep-alive': _long, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders => headers;

/** What a service did not answer, and why only where the request is the reason. */
const onError = (reply: FastifyReply<RouteGenericInterface, RawServerBase>, { error }: { readonly error: Error }): void => {
  const tooSlow = 'statusCode' in error && error.statusCode === 504;
  refuseWith(reply as FastifyReply, problemOf(error.cause) ?? refuseRequest(tooSlow ? 'service-too-slow' : 'service-not-answering'));
};

const probeOf = ({ name, url }: Front['services'][number]): Probe => ({
  name,
  async check() {
    const { ok } = await fetch(`${url}/health/ready`);
    if (!ok) throw new Error(`${name} is not ready`);
  },
});
