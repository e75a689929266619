import type { INestApplicationContext, Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { ConsistencyTokens } from '#contracts';
import type { Actor, StreamVersion } from '#kernel';
import { callersOf } from './callers.js';
import { parseStrictJson, parseTolerantJson } from './strict-json.js';
import { admitted } from './token.guard.js';
import type { TokenVerifier } from './token-verifier.js';
import { CONSISTENCY_TOKEN, consistencyTokenOf } from './versions.js';

type Answering = (body: unknown, caller: Actor, seen: readonly StreamVersion[] | undefined) => Promise<unknown>;
type DirectOptions = { readonly ignoresUnknown?: boolean };
type Direct = DirectOptions & { readonly controller: Type; readonly method: string };

/**
 * For what is asked thousands of times a second: Fastify calls the method itself, `(body, caller, seen) => answer`, where
 * `seen` is what the caller's Consistency-Token names. The doors (`@Callers`), the problems and the document of the API are
 * those of every route; pipes, interceptors and decorators of the answer do not take part: it is JSON, 200, never stored.
 * `ignoresUnknown`: the method itself judges the members of the body that it uses, whatever the others hold.
 */
export const DirectRoute = (options: DirectOptions = {}): MethodDecorator => (target, method, descriptor) => {
  RouteConfig({ direct: { ...options, controller: target.constructor, method } })(target, method, descriptor);
  ApiHeader({ ...CONSISTENCY_TOKEN, required: false })(target, method, descriptor);
};

/** The JSON body of a request as its route reads it. @throws Problem */
export const jsonBodyOf = ({ routeOptions }: FastifyRequest, body: Buffer): Record<string, unknown> => {
  const { direct } = routeOptions.config as { readonly direct?: Direct };
  return direct?.ignoresUnknown ? parseTolerantJson(body) : parseStrictJson(body);
};

type Doors = { readonly tokens: TokenVerifier; readonly consistency: Pick<ConsistencyTokens, 'open'> | undefined; readonly refuse: (error: unknown, request: FastifyRequest, reply: FastifyReply) => void };

/** To be called before the application's routes are made. */
export const serveDirectRoutes = (app: INestApplicationContext, fastify: FastifyInstance, doors: Doors): void => {
  fastify.addHook('onRoute', (route) => {
    const { direct } = (route.config ?? {}) as { readonly direct?: Direct };
    if (direct) route.handler = handlerOf(app, direct, doors);
  });
};

const handlerOf = (app: INestApplicationContext, { controller, method }: Direct, { tokens, consistency, refuse }: Doors): RouteOptions['handler'] => {
  const instance = app.get<Record<string, unknown>>(controller, { strict: false });
  const handler = instance[method] as Answering;
  const callers = callersOf(app.get(Reflector), handler, controller);
  const answer: Answering = handler.bind(instance);
  const respond = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { authorization } = request.headers;
    try {
      const { actor } = admitted(callers, tokens.remembered(authorization) ?? await tokens.verify(authorization));
      const token = consistencyTokenOf(request);
      const answered = JSON.stringify(await answer(request.body, actor, token === undefined ? undefined : consistency?.open(token)));
      void reply.type('application/json; charset=utf-8').send(answered);
    } catch (error) {
      refuse(error, request, reply);
    }
  };
  return (request, reply) => { void respond(request, reply); };
};
