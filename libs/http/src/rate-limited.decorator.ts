import { randomUUID } from 'node:crypto';
import { applyDecorators, Injectable, Module, SetMetadata, UseInterceptors, type CallHandler, type DynamicModule, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiTooManyRequestsResponse } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, tap, type Observable } from 'rxjs';
import type { Actor, Clock } from '#kernel';
import { commandContext } from './command-context.js';
import { RateLimits, type RateLimit } from './rate-limits.js';
import { refuseRequest } from './request.problems.js';
import { callerOf } from './token.guard.js';

const LIMIT = 'guichet:rate-limit';

/** Each caller does so this often and no oftener, as the verified token says who calls; what is refused, or a request repeated under its key, is not counted. */
@Injectable()
class RateLimitInterceptor implements NestInterceptor {
  constructor(private readonly limits: RateLimits, private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const limit = this.reflector.get<RateLimit>(LIMIT, context.getHandler());
    const http = context.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const request = http.getRequest<FastifyRequest>();
    const { actor } = callerOf(request);
    const caller = `${actor.kind} ${actor.id}`;
    const use = useOf(request, actor);
    const taken = this.limits.take(limit, caller, use);
    this.tell(reply, limit, caller);
    if (taken === 'none') throw refuseRequest('too-many-requests', { headers: { 'Retry-After': String(this.limits.left(limit, caller).seconds) } });
    return next.handle().pipe(
      tap(() => { this.limits.keep(limit, caller, use); }),
      catchError((error: unknown) => {
        if (taken === 'counted') this.limits.giveBack(limit, caller, use);
        this.tell(reply, limit, caller);
        throw error;
      }),
    );
  }

  /** Names and forms of draft-ietf-httpapi-ratelimit-headers. */
  private tell(reply: FastifyReply, limit: RateLimit, caller: string): void {
    const { uses, seconds } = this.limits.left(limit, caller);
    void reply
      .header('RateLimit-Policy', `"${limit.name}";q=${String(limit.most)};w=${String(limit.seconds)}`)
      .header('RateLimit', `"${limit.name}";r=${String(uses)};t=${String(seconds)}`);
  }
}

/** Only a command has a key by which it is known again, at this place and with this body; anything else is a use of its own. */
const useOf = (request: FastifyRequest, actor: Actor): string => {
  if (request.method !== 'POST' || request.headers['idempotency-key'] === undefined) return randomUUID();
  const { commandId, bodyHash } = commandContext(request, actor);
  return `${commandId} ${bodyHash}`;
};

/** Limits how often one caller may use a route: 429 `too-many-requests` with Retry-After, and `RateLimit` headers always. */
export const RateLimited = (limit: RateLimit): MethodDecorator =>
  applyDecorators(
    SetMetadata(LIMIT, limit), UseInterceptors(RateLimitInterceptor),
    ApiTooManyRequestsResponse({ description: `More than ${String(limit.most)} in ${String(limit.seconds)} seconds; Retry-After says when to try again` }),
  );

/** How often one caller may use this route; undefined where nobody counts. */
export const rateLimitOf = (handler: object): RateLimit | undefined => Reflect.getMetadata(LIMIT, handler) as RateLimit | undefined;

/** Counts for all routes of a service; imported by a service that has limited ones. */
@Module({})
export class RateLimitsModule {
  static on(clock: Clock): DynamicModule {
    return { module: RateLimitsModule, global: true, providers: [{ provide: RateLimits, useValue: new RateLimits(clock) }], exports: [RateLimits] };
  }
}
