import { HttpException } from '@nestjs/common';
import { ConsistencyTokenNotValid } from '#contracts';
import { DomainError, type CodeOf, type ErrorKind } from '#kernel';
import { Problem } from './problem.js';
import { refuseRequest } from './request.problems.js';

const STATUS_OF: Readonly<Record<ErrorKind, number>> = {
  invalid: 422,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  unavailable: 503,
};

/** What is unavailable for now may be answered as soon as what is missing has come. */
const SOON = { 'Retry-After': '1' };

type Code = CodeOf<typeof refuseRequest>;

const OF_FASTIFY: Readonly<Record<string, Code>> = {
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'content-length-not-valid',
  FST_ERR_BAD_URL: 'url-not-valid',
};

const OF_STATUS: Readonly<Record<number, Code>> = {
  401: 'token-not-valid',
  403: 'forbidden',
  404: 'route-not-found',
  405: 'method-not-allowed',
  408: 'request-timeout',
  413: 'body-too-large',
  414: 'url-too-long',
  415: 'content-type-not-supported',
  431: 'headers-too-large',
  503: 'unavailable',
};

/** The one place where refusals become HTTP. Undefined: a fault of ours, whose message nobody outside may read. */
export const problemOf = (error: unknown): Problem | undefined => {
  if (error instanceof Problem) return error;
  if (error instanceof DomainError) return new Problem(STATUS_OF[error.kind], String(error.code), error.message, { facts: error.facts, ...(error.kind === 'unavailable' ? { headers: SOON } : {}) });
  if (error instanceof ConsistencyTokenNotValid) return refuseRequest('consistency-token-not-valid');
  if (error instanceof HttpException) return problemOfStatus(error.getStatus(), codeOf(error.cause));
  return undefined;
};

/** Of each place in the body (RFC 6901), the code and the message of what is refused there: facts of a refusal as a whole. */
export type RefusedByPointer = Readonly<Record<string, readonly [code: string, message: string]>>;

/** A refusal of the business whose facts are such: it says of each place in the body what is wrong there. */
export const problemByPointer = ({ kind, code, message, facts }: DomainError): Problem => {
  const errors = Object.entries(facts as RefusedByPointer).map(([pointer, [refused, why]]) => ({ pointer, refused: { code: refused, message: why } }));
  return new Problem(STATUS_OF[kind], code, message, { errors });
};

/** What a bare status says; `fastifyCode` may know better. */
export const problemOfStatus = (status: number, fastifyCode = ''): Problem | undefined => {
  const known = OF_FASTIFY[fastifyCode] ?? OF_STATUS[status];
  if (known) return refuseRequest(known);
  return status < 500 ? notUnderstood(status) : undefined;
};

/** The refusal of what is not even a request for a route. */
export const notUnderstood = (status = 400): Problem => {
  const { code, message } = refuseRequest('request-not-valid');
  return new Problem(status, code, message);
};

const codeOf = (cause: unknown): string | undefined =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
