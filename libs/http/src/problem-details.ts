import type { FastifyReply } from 'fastify';
import { deriveId } from './derived-ids.js';
import { isId } from './id.pipe.js';
import { languageOf, type Language, type Titles } from './language.js';
import type { Problem } from './problem.js';
import { requestTitles } from './titles/request.titles.js';

const known: Titles = requestTitles;
export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** RFC 9562 §6.6. */
const NAMESPACE_URL = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** The body of an answer that refuses (RFC 9457). What the problem is can be searched by `code`, this occurrence by `correlationId`. */
export const problemDetails = (problem: Problem, correlationId: string, title: string): Record<string, unknown> => ({
  ...problem.extras.facts,
  type: `urn:problem-type:guichet:${problem.code}`,
  title,
  status: problem.status,
  instance: `urn:uuid:${isId(correlationId) ? correlationId : deriveId(NAMESPACE_URL, correlationId)}`,
  code: problem.code,
  correlationId,
  ...(problem.extras.errors === undefined ? {} : { errors: problem.extras.errors }),
});

/** Answers with a problem, wherever in Fastify one is found, in the language its reader likes best. */
export const sendProblem = (reply: FastifyReply, problem: Problem, titles?: Titles): void => {
  const { id, headers } = reply.request;
  const { title, language } = titleOf(problem, languageOf(headers['accept-language']), titles);
  void reply
    .code(problem.status)
    .headers({
      'X-Request-ID': id, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', 'Content-Language': language, Vary: 'Accept-Language', ...problem.extras.headers,
    })
    .type(PROBLEM_JSON)
    .send(JSON.stringify(problemDetails(problem, id, title)));
};

/** The title in that language, else the one the refusal was declared with. */
export const titleOf = ({ code, message }: Problem, language: Language, titles?: Titles): { readonly title: string; readonly language: Language } => {
  const title = language === 'en' ? undefined : titles?.[language][code] ?? known[language][code];
  return title === undefined ? { title: message, language: 'en' } : { title, language };
};
