import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply } from 'fastify';
import { languageOf } from './language.js';
import { problemDetails, PROBLEM_JSON, sendProblem } from './problem-details.js';
import { notUnderstood, problemOfStatus } from './problem-of.js';

const STATUS_OF: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers a URL that the router cannot read, before any hook or filter is reached. */
export const answerRouterError = ({ statusCode = 400, code }: FastifyError, reply: FastifyReply): void => {
  sendProblem(reply, problemOfStatus(statusCode, code) ?? notUnderstood());
};

/** Answers what is not even a request, where no filter is reached, and closes. */
export const answerClientError = (error: Error & { readonly code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOfStatus(STATUS_OF[error.code ?? ''] ?? 400) ?? notUnderstood();
  const { language, body } = problemDetails(problem, randomUUID(), languageOf(undefined));
  const head = [
    `HTTP/1.1 ${String(problem.status)} ${STATUS_CODES[problem.status] ?? ''}`,
    `Content-Type: ${PROBLEM_JSON}`, `Content-Language: ${language}`, `Content-Length: ${String(Buffer.byteLength(body))}`, 'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => { socket.destroy(); });
};
