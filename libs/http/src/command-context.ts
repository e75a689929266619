import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Actor, CommandContext } from '#kernel';
import { canonicalHash } from './canonical-json.js';
import { deriveId } from './derived-ids.js';
import { refuseRequest } from './request.problems.js';

/** Namespace of callers, fixed for ever: another one would give every repeated request a new command id. */
const CALLERS = '8a7b6a0e-2f0d-5c63-9a53-0d8f6f3c1e27';

type CommandRequest = Pick<FastifyRequest, 'method' | 'url' | 'headers' | 'id'> & { readonly body?: unknown };

/** The same caller sending the same key to the same place is the same command. */
const commandIdOf = (actor: Actor, method: string, path: string, key: string): string =>
  deriveId(deriveId(CALLERS, `${actor.kind} ${actor.id}`), `${method} ${path} ${key}`);

const keyOf = ({ method, headers }: CommandRequest): string => {
  const key = headers['idempotency-key'];
  if (key === undefined && method !== 'POST') return randomUUID();
  if (key === undefined) throw refuseRequest('idempotency-key-missing');
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,64}$/.test(key)) throw refuseRequest('idempotency-key-not-valid');
  return key;
};

/** What a request says beside its path: another query is another request, as another body is. */
const contentHash = ({ url, body }: CommandRequest): string => {
  const { query } = partsOf(url);
  return canonicalHash(query === '' ? body : [query, body ?? null]);
};

/** The path as the router understands it: written otherwise it is the same place. */
const pathOf = (url: string): string => decodeURIComponent(partsOf(url).path);

/** The path and the query, which to the router begins at a `#` too. */
const partsOf = (url: string): { readonly path: string; readonly query: string } => {
  const end = /[?#]|$/.exec(url)?.index;
  return { path: url.slice(0, end), query: end === undefined ? '' : url.slice(end + 1) };
};

/** What surrounds the command that a request carries. @throws Problem 400 `idempotency-key-missing`, `idempotency-key-not-valid` */
export const commandContext = (request: CommandRequest, actor: Actor): CommandContext => ({
  commandId: commandIdOf(actor, request.method, pathOf(request.url), keyOf(request)),
  bodyHash: contentHash(request),
  correlationId: request.id,
  causationId: request.id,
  actor,
});
