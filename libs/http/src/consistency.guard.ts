import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ConsistencyTokens } from '#contracts';
import { consistencyTokenOf } from './versions.js';

/** A token of consistency that this installation did not make is refused wherever it is sent, also where nothing needs to be awaited. */
export class ConsistencyGuard implements CanActivate {
  constructor(private readonly tokens: Pick<ConsistencyTokens, 'open'>) {}

  /** @throws ConsistencyTokenNotValid */
  canActivate(context: ExecutionContext): boolean {
    const token = context.getType() === 'http' ? consistencyTokenOf(context.switchToHttp().getRequest<FastifyRequest>()) : undefined;
    if (token !== undefined) this.tokens.open(token);
    return true;
  }
}
