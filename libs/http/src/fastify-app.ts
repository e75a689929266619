import { Module, type DynamicModule, type NestApplicationOptions, type Type } from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { ConsistencyTokens } from '#contracts';
import { intakeWithin, SECURITY_HEADERS } from './bare-app.js';
import { refuseInWords } from './bare-refusals.js';
import { BODY_LIMIT } from './body-limit.js';
import { answerClientError, answerRouterError } from './client-errors.js';
import { ConsistencyGuard } from './consistency.guard.js';
import { jsonBodyOf, serveDirectRoutes } from './direct-routes.js';
import { HealthModule, type Probe } from './health.module.js';
import { NestLogger } from './json-logger.js';
import { keepTick } from './kept-tick.js';
import type { Titles } from './language.js';
import { serveOpenApi, type ApiDescription } from './open-api.js';
import { ProblemDetailsFilter } from './problem-details.filter.js';
import { QueryGuard } from './query.guard.js';
import { requestIdOf } from './request-id.js';
import { traceAs, traceparentIn, type RequestObserver } from './request-observer.js';
import { ticketTrace } from './ticket-trace.js';
import type { TokenVerifier } from './token-verifier.js';
import { TokenGuard } from './token.guard.js';
import { StrictValidationPipe } from './validation.pipe.js';

export type FastifyAppOptions = {
  readonly logger: Logger;
  readonly tokens: TokenVerifier;
  /** Opens what callers send as Consistency-Token; without it no route is told of one. */
  readonly consistency?: Pick<ConsistencyTokens, 'open'>;
  readonly probes?: readonly Probe[];
  readonly api?: ApiDescription;
  readonly titles?: Titles;
  readonly observer?: RequestObserver;
  /** From then on an answer ends its connection, so that the next request goes elsewhere. */
  readonly leaving?: AbortSignal;
  /** How long a request may take to arrive, its body too; default 10 s. */
  readonly arrivalMillis?: number;
};

const ARRIVAL_MILLIS = 10_000;

@Module({})
class WithHealth {}

/** A service's HTTP face, ready to `init()` or `listen()`: closed by default, strict in what it takes, RFC 9457 in what it refuses. */
export const createFastifyApp = async (module: Type | DynamicModule, options: FastifyAppOptions): Promise<NestFastifyApplication> => {
  keepTick();
  const root = { module: WithHealth, imports: [module, HealthModule.with(options.probes ?? [])] };
  const nest: Pick<NestApplicationOptions, 'bodyParser' | 'abortOnError' | 'logger'> = { bodyParser: false, abortOnError: false, logger: new NestLogger(options.logger) };
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter(options.arrivalMillis), nest);
  const filter = new ProblemDetailsFilter(options.logger, options.titles);
  app.useGlobalFilters(filter);
  const reflector = app.get(Reflector);
  const guards = [new TokenGuard(options.tokens, reflector), new QueryGuard(reflector), ...(options.consistency ? [new ConsistencyGuard(options.consistency)] : [])];
  app.useGlobalGuards(...guards);
  app.useGlobalPipes(new StrictValidationPipe());
  if (options.api) serveOpenApi(app, options.api);
  const fastify = app.getHttpAdapter().getInstance();
  equip(fastify, options);
  serveDirectRoutes(app, fastify, { tokens: options.tokens, consistency: options.consistency, refuse: filter.refuse.bind(filter) });
  return app;
};

const adapter = (arrivalMillis = ARRIVAL_MILLIS): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: false,
    multipart: false,
    genReqId: requestIdOf,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error: FastifyError, _: FastifyRequest, reply: FastifyReply) => { answerRouterError(error, reply); },
    // What arrives while it closes can still be answered: what answers rest on goes on until the last connection is gone.
    return503OnClosing: false,
    // Each request is told once, by ourselves and when it is answered.
    logController: new LogController({ disableRequestLogging: true }),
    ...intakeWithin(arrivalMillis),
  });

const equip = (fastify: FastifyInstance, { logger, observer, leaving }: FastifyAppOptions): void => {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    try {
      done(null, jsonBodyOf(request, body));
    } catch (error) {
      done(error as Error);
    }
  });
  const traceTicket = ticketTrace(logger);
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  // Else a connection whose last request was in hand stays open for its client's next one, and the process with it.
  fastify.addHook('onSend', (_, reply, payload, done) => {
    if (closing || leaving?.aborted) void reply.header('Connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers(SECURITY_HEADERS).header('X-Request-ID', request.id);
    const traceparent = observer?.arrived(request) ?? traceparentIn(request.headers.traceparent);
    if (traceparent !== undefined) {
      traceAs(request, traceparent);
      void reply.header('traceparent', traceparent);
    }
    done();
  });
  refuseInWords(fastify);
  fastify.addHook('onResponse', (request, reply, done) => {
    const { url: route } = request.routeOptions;
    const { method } = request;
    logger.info({ correlationId: request.id, method, route, status: reply.statusCode, millis: Math.round(reply.elapsedTime) }, 'answered');
    traceTicket(request, reply);
    observer?.answered(request, { method, route: route ?? 'none', status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
    done();
  });
};
