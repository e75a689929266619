import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { callerIn } from './token.guard.js';

/**
 * Tells each reading on a ticket: who read what, and on which. It is told at whatever level the log is kept, unless there is none:
 * the helpdesk sees private spaces on nothing but the number that it gives (architecture.md §4).
 */
export const ticketTrace = (logger: Logger): ((request: FastifyRequest, reply: FastifyReply) => void) => {
  const trace = logger.level === 'silent' ? logger : logger.child({}, { level: 'info' });
  return (request, { statusCode }) => {
    const { ticket } = request.query as { readonly ticket?: unknown };
    const reader = callerIn(request)?.actor.id;
    if (statusCode !== 200 || typeof ticket !== 'string' || reader === undefined) return;
    const { id: correlationId, params: of, routeOptions: { url: route } } = request;
    trace.info({ correlationId, reader, ticket, route, of }, 'read on a ticket');
  };
};
