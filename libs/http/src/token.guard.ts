import { createParamDecorator, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { reaches, type Actor } from '#kernel';
import { callersOf, type RouteCallers } from './callers.js';
import { refuseRequest } from './request.problems.js';
import { mayRefuse } from './told-header.js';
import type { TokenVerifier, VerifiedToken } from './token-verifier.js';

const verified = new WeakMap<FastifyRequest, VerifiedToken>();

/** Lets in whom the route names, by token alone. A route that names nobody is closed. */
export class TokenGuard implements CanActivate {
  constructor(private readonly tokens: TokenVerifier, private readonly reflector: Reflector) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const callers = callersOf(this.reflector, context.getHandler(), context.getClass());
    if (callers === 'anyone') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    verified.set(request, admitted(callers, await this.tokens.verify(request.headers.authorization)));
    return true;
  }
}

/**
 * Whoever signed in with a password alone reads nothing here: reading asks for `substantial`, deciding about others for more (ADR 30).
 * @throws Problem 403 `caller-not-allowed` when the route does not name this kind of caller, `assurance-too-low` when he is a person not known well enough
 */
export const admitted = (callers: RouteCallers | undefined, token: VerifiedToken): VerifiedToken => {
  if (!callers?.includes(token.actor.kind)) throw refuseRequest('caller-not-allowed');
  if (token.actor.kind === 'person' && !reaches(token.actor.assurance, 'substantial')) throw refuseRequest('assurance-too-low');
  return token;
};

/** Who is known to have sent a request; undefined where nobody asked. */
export const callerIn = (request: FastifyRequest): VerifiedToken | undefined => verified.get(request);

/** The token a request came with. @throws Problem 401 on a public route, where nobody asked for one */
export const callerOf = (request: FastifyRequest): VerifiedToken => {
  const token = callerIn(request);
  if (!token) throw refuseRequest('token-missing', { headers: { 'WWW-Authenticate': 'Bearer' } });
  return token;
};

/** `@CurrentActor() actor: Actor`: who calls, as the token says. */
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Actor => callerOf(context.switchToHttp().getRequest<FastifyRequest>()).actor,
  [mayRefuse(404)],
);
