import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Titles } from './language.js';
import { sendProblem } from './problem-details.js';
import { notUnderstood, problemOf } from './problem-of.js';
import type { Problem } from './problem.js';
import { refuseRequest } from './request.problems.js';

/** Every refusal and every fault leaves as RFC 9457; only the log learns what a fault was. Whose sender hung up is no fault of ours, and nobody reads its answer. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger, private readonly titles?: Titles) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.refuse(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(error) ?? (request.raw.readableAborted ? notUnderstood() : this.fault(error, request));
    // The caller is told to ask again; why it is so is for who operates this.
    if (problem.status === 503 && error instanceof Error && error.cause !== undefined) this.logger.warn({ correlationId: request.id, code: problem.code, err: error.cause }, 'unavailable');
    if (!reply.sent) sendProblem(reply, problem, this.titles);
  }

  private fault(error: unknown, request: FastifyRequest): Problem {
    this.logger.error({ correlationId: request.id, route: request.routeOptions.url, err: error }, 'request failed');
    return refuseRequest('internal-error');
  }
}
