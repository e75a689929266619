import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { languageOf, type Titles } from './language.js';
import { sendProblem } from './problem-details.js';
import { problemOf } from './problem-of.js';
import { Problem } from './problem.js';

const FAULT = new Problem(500, 'internal-error', 'Something went wrong here; quote the correlationId when asking for help');

/** Every refusal and every fault leaves as RFC 9457; only the log learns what a fault was. */
@Catch()
export class ProblemDetailsFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger, private readonly titles: Titles = () => undefined) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.refuse(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = problemOf(error) ?? this.fault(error, request);
    const language = languageOf(request.headers['accept-language']);
    const title = this.titles(problem.code, language);
    if (reply.sent) return;
    if (title !== undefined) void reply.headers({ 'Content-Language': language, Vary: 'Accept-Language' });
    sendProblem(reply, problem, title);
  }

  private fault(error: unknown, request: FastifyRequest): Problem {
    this.logger.error({ correlationId: request.id, route: request.routeOptions.url, err: error }, 'request failed');
    return FAULT;
  }
}
