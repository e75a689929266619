import type { FastifyReply } from 'fastify';
import { deriveId } from './derived-ids.js';
import { isId } from './id.pipe.js';
import type { Problem } from './problem.js';

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** RFC 9562 §6.6. */
const NAMESPACE_URL = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** The body of an answer that refuses (RFC 9457). What the problem is can be searched by `code`, this occurrence by `correlationId`. */
export const problemDetails = (problem: Problem, correlationId: string, title = problem.message): Record<string, unknown> => ({
  ...problem.extras.facts,
  type: `urn:problem-type:guichet:${problem.code}`,
  title,
  status: problem.status,
  instance: `urn:uuid:${isId(correlationId) ? correlationId : deriveId(NAMESPACE_URL, correlationId)}`,
  code: problem.code,
  correlationId,
  ...(problem.extras.errors === undefined ? {} : { errors: problem.extras.errors }),
});

/** Answers with a problem, wherever in Fastify one is found. */
export const sendProblem = (reply: FastifyReply, problem: Problem, title = problem.message): void => {
  const { id } = reply.request;
  void reply
    .code(problem.status)
    .headers({ 'X-Request-ID': id, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', ...problem.extras.headers })
    .type(PROBLEM_JSON)
    .send(JSON.stringify(problemDetails(problem, id, title)));
};
