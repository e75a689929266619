import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { ActorKind } from '#kernel';

const CALLERS = 'guichet:callers';
/** Who may call a route: these kinds of actor, or anyone without a token. */
export type RouteCallers = readonly ActorKind[] | 'anyone';

/** States who may call a route, or all routes of a controller; what they may do there is decided from facts. */
export const Callers = (...kinds: readonly [ActorKind, ...ActorKind[]]): CustomDecorator => SetMetadata(CALLERS, kinds);

/** States that a route needs no token. */
export const Public = (): CustomDecorator => SetMetadata(CALLERS, 'anyone');

type Target = Parameters<Reflector['get']>[1];
export const callersOf = (reflector: Reflector, handler: Target, controller: Target): RouteCallers | undefined =>
  reflector.getAllAndOverride<RouteCallers | undefined>(CALLERS, [handler, controller]);
