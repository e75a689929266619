import { Module, type DynamicModule, type NestApplicationOptions, type Type } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { answerClientError, answerRouterError } from './client-errors.js';
import { HealthModule, type Probe } from './health.module.js';
import { NestLogger } from './json-logger.js';
import type { Titles } from './language.js';
import { serveOpenApi, type ApiDescription } from './open-api.js';
import { ProblemDetailsFilter } from './problem-details.filter.js';
import { requestIdOf } from './request-id.js';
import { traceAs, traceparentIn, type RequestObserver } from './request-observer.js';
import { parseStrictJson } from './strict-json.js';
import type { TokenVerifier } from './token-verifier.js';
import { TokenGuard } from './token.guard.js';
import { validationPipe } from './validation.pipe.js';

export type FastifyAppOptions = {
  readonly logger: Logger;
  readonly tokens: TokenVerifier;
  readonly probes?: readonly Probe[];
  readonly api?: ApiDescription;
  readonly titles?: Titles;
  readonly observer?: RequestObserver;
};

const BODY_LIMIT = 1024 * 1024;
const ARRIVAL_LIMIT = 10_000;

@Module({})
class WithHealth {}

/** A service's HTTP face, ready to `init()` or `listen()`: closed by default, strict in what it takes, RFC 9457 in what it refuses. */
export const createFastifyApp = async (module: Type | DynamicModule, options: FastifyAppOptions): Promise<NestFastifyApplication> => {
  const root = { module: WithHealth, imports: [module, HealthModule.with(options.probes ?? [])] };
  const nest: Pick<NestApplicationOptions, 'bodyParser' | 'abortOnError' | 'logger'> = { bodyParser: false, abortOnError: false, logger: new NestLogger(options.logger) };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter(), nest);
  app.useSecurityHeaders({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: "'none'", frameAncestors: "'none'" } } });
  app.useGlobalFilters(new ProblemDetailsFilter(options.logger, options.titles));
  app.useGlobalGuards(new TokenGuard(options.tokens, app.get(Reflector)));
  app.useGlobalPipes(validationPipe());
  if (options.api) serveOpenApi(app, options.api);
  equip(app.getHttpAdapter().getInstance(), options);
  return app;
};

const adapter = (): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: false,
    multipart: false,
    genReqId: requestIdOf,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error: FastifyError, _: FastifyRequest, reply: FastifyReply) => { answerRouterError(error, reply); },
    requestTimeout: ARRIVAL_LIMIT,
    http: { connectionsCheckingInterval: 1_000 },
  });

const equip = (fastify: FastifyInstance, { logger, observer }: FastifyAppOptions): void => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) => Promise.resolve(body).then(parseStrictJson));
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  // Else a connection whose last request was in hand stays open for its client's next one, and the process with it.
  fastify.addHook('onSend', (_, reply, payload, done) => {
    if (closing) void reply.header('Connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-ID', request.id);
    const traceparent = observer?.arrived(request) ?? traceparentIn(request.headers.traceparent);
    if (traceparent !== undefined) {
      traceAs(request, traceparent);
      void reply.header('traceparent', traceparent);
    }
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { url: route } = request.routeOptions;
    const { method } = request;
    logger.info({ correlationId: request.id, method, route, status: reply.statusCode, millis: Math.round(reply.elapsedTime) }, 'answered');
    observer?.answered(request, { method, route: route ?? 'none', status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    done();
  });
};
