import { HttpException } from '@nestjs/common';
import { ConsistencyTokenNotValid } from '#contracts';
import { DomainError, type ErrorKind } from '#kernel';
import { Problem } from './problem.js';

const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  unavailable: 503,
};

const OF_FASTIFY: Readonly<Record<string, readonly [code: string, title: string]>> = {
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['content-length-not-valid', 'The body is not as long as its Content-Length says'],
  FST_ERR_BAD_URL: ['url-not-valid', 'The URL cannot be decoded'],
};

const OF_STATUS: Readonly<Record<number, readonly [code: string, title: string]>> = {
  401: ['token-not-valid', 'The access token is missing or not valid'],
  403: ['forbidden', 'This is not allowed'],
  404: ['route-not-found', 'Nothing answers to this method and path'],
  405: ['method-not-allowed', 'Nothing answers to this method here'],
  408: ['request-timeout', 'The request took too long to arrive'],
  413: ['body-too-large', 'The body is too large'],
  414: ['url-too-long', 'The URL is too long'],
  415: ['content-type-not-supported', 'Send the body as application/json'],
  431: ['headers-too-large', 'The headers are too large'],
  503: ['unavailable', 'The service cannot answer now'],
};

/** The one place where refusals become HTTP. Undefined: a fault of ours, whose message nobody outside may read. */
export const problemOf = (error: unknown): Problem | undefined => {
  if (error instanceof Problem) return error;
  if (error instanceof DomainError) return new Problem(STATUS_OF[error.kind], String(error.code), error.message, { facts: error.facts });
  if (error instanceof ConsistencyTokenNotValid) return new Problem(400, 'consistency-token-not-valid', 'The consistency token is not one of this installation');
  if (error instanceof HttpException) return problemOfStatus(error.getStatus(), codeOf(error.cause));
  return undefined;
};

/** What a bare status says; `fastifyCode` may know better. */
export const problemOfStatus = (status: number, fastifyCode?: string): Problem | undefined => {
  const known = (fastifyCode === undefined ? undefined : OF_FASTIFY[fastifyCode]) ?? OF_STATUS[status];
  if (known) return new Problem(status, ...known);
  return status < 500 ? notUnderstood(status) : undefined;
};

/** The refusal of what is not even a request for a route. */
export const notUnderstood = (status = 400): Problem => new Problem(status, 'request-not-valid', 'The request cannot be understood');

const codeOf = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
