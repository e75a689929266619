import type { OpenAPIObject } from '@nestjs/swagger';
import { rateLimitOf } from '../rate-limited.decorator.js';
import type { Route } from '../routes.js';
import { refusalsToldOf } from '../told-header.js';
import { needsIfMatch } from '../versions.js';
import { isReference, type Answer, type Headers, type Operation } from './operations.js';

const text = (description: string) => ({ description, schema: { type: 'string' } }) as const;
const LIMITS: Headers = { RateLimit: text('What is left to this caller, and for how many seconds (draft-ietf-httpapi-ratelimit-headers)'), 'RateLimit-Policy': text('How often in how many seconds') };
const RETRY: Headers = { 'Retry-After': { description: 'In how many seconds to try again', schema: { type: 'integer', minimum: 0 } } };
const REQUEST_ID: Headers = { 'X-Request-ID': { $ref: '#/components/headers/X-Request-ID' } };

/** By status: what it means here, and its own headers. */
const REFUSALS: Readonly<Record<number, readonly [description: string, headers?: Headers]>> = {
  400: ['Not understood, or not as described: `errors` says where'],
  401: ['Without an access token that is valid here', { 'WWW-Authenticate': text('Bearer, when there was no token') }],
  403: ['Not for this caller'],
  404: ['Not there, or nothing that this caller may know of'],
  409: ['Not as things stand; or the same Idempotency-Key came with another request'],
  412: ['Changed since the version that If-Match names'],
  413: ['The body is too large'],
  415: ['The body is not application/json'],
  422: ['Understood, and against a rule: `code` says which'],
  428: ['An If-Match is needed'],
  429: ['Too often', { ...RETRY, ...LIMITS }],
  503: ['Not now: nothing was changed, the same request may be sent again', RETRY],
};

/** A command may meet what was done before; a reading changes nothing. */
const OF_COMMANDS = [409];

const PROBLEM = {
  type: 'object', description: 'Why a request is refused (RFC 9457); a refusal may tell more members about itself', additionalProperties: true,
  required: ['type', 'title', 'status', 'instance', 'code', 'correlationId'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'urn:problem-type:guichet:<code>' }, title: { type: 'string', description: 'In the language of Accept-Language: fr, nl, de or en' }, status: { type: 'integer' },
    instance: { type: 'string', format: 'uri', description: 'This occurrence' }, code: { type: 'string', description: 'What the problem is: stable, for programs' },
    correlationId: { type: 'string', description: 'The X-Request-ID of the request; to be quoted when asking for help' },
    errors: { type: 'array', description: 'What is wrong where', items: { $ref: '#/components/schemas/ProblemError' } },
  },
} as const;
const PROBLEM_ERROR = {
  type: 'object', required: ['pointer', 'detail'],
  properties: { pointer: { type: 'string', description: 'Where in the request (RFC 6901)' }, detail: { type: 'string', description: 'In the language of the title' }, code: { type: 'string', description: 'Where a rule is broken: which' } },
} as const;

/** What operations refer to. */
export const shareProblems = (document: OpenAPIObject): void => {
  const components = document.components ??= {};
  Object.assign(components.schemas ??= {}, { Problem: PROBLEM, ProblemError: PROBLEM_ERROR });
  components.headers = { ...components.headers, 'X-Request-ID': text('Of the request: as it was sent, or made up') };
  components.parameters = {
    ...components.parameters,
    'Accept-Language': { name: 'Accept-Language', in: 'header', required: false, description: 'Language of refusals: fr, nl, de or en; fr when none of them is liked', schema: { type: 'string' } },
    'X-Request-ID': { name: 'X-Request-ID', in: 'header', required: false, description: 'Names the request in answers and logs; else it is made up', schema: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$' } },
  };
  components.responses = { ...components.responses, ...Object.fromEntries(Object.entries(REFUSALS).map(([status, [description, headers = {}]]) => [nameOf(status), problem(description, headers)])) };
};

const nameOf = (status: string | number): string => `Refused${String(status)}`;
const problem = (description: string, headers: Headers): Answer => ({
  description, headers: { ...REQUEST_ID, ...headers, 'Content-Language': text('Language of the title') },
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** What an operation may be refused with, by what it reads; and the headers of its answers. */
export const tellRefusals = (operation: Operation, verb: string, route: Route): void => {
  const handler = (route.controller.prototype as Readonly<Record<string, object>>)[route.method] ?? {};
  const isLimited = rateLimitOf(handler) !== undefined;
  for (const answer of Object.values(operation.responses)) {
    if (answer === undefined || isReference(answer)) continue;
    answer.headers = { ...REQUEST_ID, ...(isLimited ? LIMITS : {}), ...answer.headers };
  }
  for (const status of statusesOf(operation, verb, route)) {
    const { description, headers = {} } = ownAnswer(operation, status);
    operation.responses[status] = description === undefined ? { $ref: `#/components/responses/${nameOf(status)}` } : problem(description, { ...REFUSALS[status]?.[1], ...headers });
  }
  operation.parameters = [...operation.parameters ?? [], ...['Accept-Language', 'X-Request-ID'].map((name) => ({ $ref: `#/components/parameters/${name}` }))];
};

const ownAnswer = ({ responses }: Operation, status: number): Partial<Answer> => {
  const own = responses[status];
  return own === undefined || isReference(own) ? {} : own;
};

const statusesOf = (operation: Operation, verb: string, { callers, controller, method }: Route): readonly number[] => {
  const told = refusalsToldOf(controller.prototype as object, method).filter((status) => verb !== 'get' || !OF_COMMANDS.includes(status));
  const hasPathParameter = operation.parameters?.some((one) => !isReference(one) && one.in === 'path') ?? false;
  const statuses = [
    400, ...(callers === 'anyone' ? [] : [401, 403, 503]), ...(hasPathParameter ? [404] : []), ...(operation.requestBody === undefined ? [] : [413, 415]),
    ...told, ...(needsIfMatch(controller, method) ? [428] : []), ...Object.keys(operation.responses).map(Number).filter((status) => status >= 400),
  ];
  return [...new Set(statuses)].sort((one, other) => one - other);
};
