import type { Server } from 'node:http';
import fastify, { type FastifyHttpOptions, type FastifyInstance, type FastifyReply } from 'fastify';
import { refuseInWords } from './bare-refusals.js';
import { BODY_LIMIT, forwardWithinLimit } from './body-limit.js';
import { answerClientError, answerRouterError } from './client-errors.js';
import { problemOf, problemOfStatus } from './problem-of.js';
import { sendProblem } from './problem-details.js';
import type { Problem } from './problem.js';
import { requestIdOf } from './request-id.js';
import { refuseRequest } from './request.problems.js';

/**
 * What OWASP asks of an API that answers no browser's navigation, nor leaves what it told of people in a cache unless a route says
 * otherwise; given to Fastify, since headers of Node's own are written one by one.
 */
export const SECURITY_HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
};

const LOOKED_AT_EVERY = 1_000;

/**
 * How Node takes requests in: each whole within so long, since of two limits it takes the smaller for the headers alone and the
 * other for the rest; and without a word of its own to who names no host ({@link refuseInWords}).
 */
export const intakeWithin = (millis: number): Pick<FastifyHttpOptions<Server>, 'requestTimeout' | 'http'> =>
  ({ requestTimeout: millis, http: { headersTimeout: millis, connectionsCheckingInterval: Math.min(millis, LOOKED_AT_EVERY), requireHostHeader: false } });

/** A refusal with all the headers that one of a service has. */
export const refuseWith = (reply: FastifyReply, problem: Problem): void => { sendProblem(reply.headers(SECURITY_HEADERS), problem); };

/** Fastify before services, without Nest: what it does not answer, it refuses as every service does (RFC 9457). */
export const createBareApp = ({ requestTimeout }: { readonly requestTimeout: number }): FastifyInstance => {
  const app = fastify({
    logger: false, bodyLimit: BODY_LIMIT, ...intakeWithin(requestTimeout), genReqId: requestIdOf, clientErrorHandler: answerClientError,
    frameworkErrors: (error, _, reply) => { answerRouterError(error, reply); },
  });
  app.setNotFoundHandler((_, reply) => { refuseWith(reply, refuseRequest('route-not-found')); });
  app.setErrorHandler((error: Error & { readonly statusCode?: number; readonly code?: string }, _, reply) => {
    refuseWith(reply, problemOf(error) ?? problemOfStatus(error.statusCode ?? 500, error.code) ?? refuseRequest('internal-error'));
  });
  refuseInWords(app);
  forwardWithinLimit(app);
  return app;
};
