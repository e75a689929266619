import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CommandContext } from '#kernel';
import { commandContext } from './command-context.js';
import { traceparentOf } from './request-observer.js';
import { callerOf } from './token.guard.js';
import { mayRefuse, toldHeader } from './told-header.js';

/** Dropped from the document where a route needs none. */
export const IDEMPOTENCY_KEY = 'Idempotency-Key';

/** `@Context() context: CommandContext`. Needed on POST: an Idempotency-Key. */
export const Context = createParamDecorator((_: unknown, execution: ExecutionContext): CommandContext => {
  const request = execution.switchToHttp().getRequest<FastifyRequest>();
  const traceparent = traceparentOf(request);
  return { ...commandContext(request, callerOf(request).actor), ...(traceparent === undefined ? {} : { traceparent }) };
}, [toldHeader({ name: IDEMPOTENCY_KEY, required: true, description: 'The same key with the same request is the same command: it happens once', schema: { type: 'string', maxLength: 64 } }), mayRefuse(404, 409, 422)]);
