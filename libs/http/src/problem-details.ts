import type { FastifyReply } from 'fastify';
import { deriveId } from './derived-ids.js';
import { isId } from './id.pipe.js';
import { languageOf, type Language, type Titles } from './language.js';
import type { FieldError, Problem, Refused } from './problem.js';
import { requestTitles } from './titles/request.titles.js';

const known: Titles = requestTitles;
export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** RFC 9562 §6.6. */
const NAMESPACE_URL = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/** The body of an answer that refuses (RFC 9457). What the problem is can be searched by `code`, this occurrence by `correlationId`. */
export const problemDetails = (problem: Problem, correlationId: string, wished: Language, titles?: Titles): { readonly language: Language; readonly body: string } => {
  const { code, status, extras: { facts, errors } } = problem;
  const { title, language } = titleOf(problem, wished, titles);
  const body = {
    ...facts, type: `urn:problem-type:guichet:${code}`, title, status,
    instance: `urn:uuid:${isId(correlationId) ? correlationId : deriveId(NAMESPACE_URL, correlationId)}`,
    code, correlationId, ...(errors === undefined ? {} : { errors: errors.map((error) => toldIn(language, error, titles)) }),
  };
  return { language, body: JSON.stringify(body) };
};

const toldIn = (language: Language, error: FieldError, titles?: Titles): Readonly<Record<'pointer' | 'detail', string> & { code?: string }> =>
  'words' in error ? { pointer: error.pointer, detail: error.words[language] }
  : { pointer: error.pointer, code: error.refused.code, detail: titleOf(error.refused, language, titles).title };

/** Answers with a problem, wherever in Fastify one is found, in the language its reader likes best. */
export const sendProblem = (reply: FastifyReply, problem: Problem, titles?: Titles): void => {
  const { id } = reply.request;
  const { language, body } = problemDetails(problem, id, languageFor(reply), titles);
  void reply
    .code(problem.status)
    .headers({ 'X-Request-ID': id, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', 'Content-Language': language, ...problem.extras.headers })
    .type(PROBLEM_JSON)
    .send(body);
};

/** The language of who reads this answer, which then says that it was chosen for him. */
export const languageFor = (reply: FastifyReply): Language => {
  const language = languageOf(reply.request.headers['accept-language']);
  void reply.headers({ 'Content-Language': language, Vary: 'Accept-Language' });
  return language;
};

/** The title in that language, else the one the refusal was declared with. */
export const titleOf = ({ code, message }: Refused, language: Language, titles?: Titles): { readonly title: string; readonly language: Language } => {
  const title = language === 'en' ? undefined : titles?.[language][code] ?? known[language][code];
  return title === undefined ? { title: message, language: 'en' } : { title, language };
};
