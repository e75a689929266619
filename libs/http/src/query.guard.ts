import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { callersOf } from './callers.js';
import { unknownMembers } from './field-errors.js';
import { refuseRequest } from './request.problems.js';

const QUERY = `${String(RouteParamtypes.QUERY)}:`;

/**
 * A route that describes no query takes none: whoever asks a command for a dry run that it does not know would have it done.
 * Public routes let pass what balancers and probes add.
 */
export class QueryGuard implements CanActivate {
  private readonly known = new WeakMap<object, boolean>();

  constructor(private readonly reflector: Reflector) {}

  /** @throws Problem 400 `validation-failed` */
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const names = Object.keys(context.switchToHttp().getRequest<FastifyRequest>().query as object);
    if (names.length === 0 || this.takesQuery(context)) return true;
    throw refuseRequest('validation-failed', { errors: unknownMembers(names) });
  }

  private takesQuery(context: ExecutionContext): boolean {
    const handler = context.getHandler();
    const known = this.known.get(handler);
    if (known !== undefined) return known;
    const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler.name) as object | undefined;
    const takes = callersOf(this.reflector, handler, context.getClass()) === 'anyone' || Object.keys(parameters ?? {}).some((key) => key.startsWith(QUERY));
    this.known.set(handler, takes);
    return takes;
  }
}
