import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuseRequest } from './request.problems.js';
import { mayRefuse, toldHeader } from './told-header.js';

/** The version an If-Match names, or undefined without one. @throws Problem 400 `if-match-not-valid` */
export const versionIn = (ifMatch: string | undefined): number | undefined => {
  if (ifMatch === undefined) return undefined;
  const version = /^"([1-9]\d{0,14})"$/.exec(ifMatch)?.[1];
  if (version === undefined) throw refuseRequest('if-match-not-valid');
  return Number(version);
};

const ETAG_SCHEMA = { type: 'string', pattern: '^"[1-9][0-9]*"$' } as const;
/** For the document of an answer that tells its version: `headers: ETAG`. */
export const ETAG = { ETag: { description: 'The version that is shown, for If-Match', schema: ETAG_SCHEMA } };

/** `@IfMatch() expected: number | undefined`; `@IfMatch('required') expected: number` is 428 without one. */
export const IfMatch = createParamDecorator((need: 'required' | undefined, context: ExecutionContext): number | undefined => {
  const version = versionIn(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']);
  if (version === undefined && need === 'required') throw refuseRequest('if-match-missing');
  return version;
}, [toldHeader({ name: 'If-Match', description: 'ETag of the version that is changed: 412 when somebody changed it since. What is only read in a list, as mandates and grants are, has it there as `version`, to be quoted: 7 is "7"', schema: ETAG_SCHEMA }), mayRefuse(412)]);

/** Whether a route wants an If-Match at any rate. */
export const needsIfMatch = (controller: object, method: string): boolean =>
  Object.values((Reflect.getMetadata('__routeArguments__', controller, method) ?? {}) as Readonly<Record<string, { readonly data?: unknown }>>).some(({ data }) => data === 'required');

/** What a request says that its caller has already seen, sealed. */
export const consistencyTokenOf = (request: FastifyRequest): string | undefined => {
  const token = request.headers['consistency-token'];
  return typeof token === 'string' ? token : undefined;
};

export const CONSISTENCY_TOKEN = { name: 'Consistency-Token', description: 'What the caller has already seen: the answer has it, or is 503' } as const;

/** `@ConsistencyToken() token: string | undefined`: what the caller has already seen, sealed; forged ones are 400 on every route. */
export const ConsistencyToken = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined => consistencyTokenOf(context.switchToHttp().getRequest<FastifyRequest>()),
  [toldHeader(CONSISTENCY_TOKEN), mayRefuse(422)],
);

/** Says in an answer which version of the resource it shows and what a later read must have seen. */
export const answering = (reply: FastifyReply, shown: { readonly version?: number; readonly token?: string }): void => {
  if (shown.version !== undefined) void reply.header('ETag', `"${String(shown.version)}"`);
  if (shown.token !== undefined) void reply.header('Consistency-Token', shown.token);
};
