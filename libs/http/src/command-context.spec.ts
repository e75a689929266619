import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#kernel';
import { commandContext } from './command-context.js';

const actor: Actor = { kind: 'person', id: 'p1', assurance: 'high' };
const post = { method: 'POST', url: '/v1/members', id: 'r1', headers: { 'idempotency-key': 'k1' }, body: { name: 'x' } };

describe('the context of a command', () => {
  it('is the same when the request is repeated, whatever the order of its members', () => {
    const first = commandContext({ ...post, body: { a: 1, b: 2 } }, actor);
    expect(commandContext({ ...post, body: { b: 2, a: 1 } }, actor)).toEqual(first);
    expect(first).toMatchObject({ correlationId: 'r1', causationId: 'r1', actor });
  });

  it('keeps its command id for ever', () => {
    expect(commandContext(post, actor).commandId).toBe('f1af4fc4-4ae6-5be3-ad52-d43fcbc91075');
  });

  it('is of the same command however its path is written', () => {
    expect(commandContext({ ...post, url: '/v1/%6dembers' }, actor).commandId).toBe(commandContext(post, actor).commandId);
    expect(commandContext({ ...post, url: '/v1/members#' }, actor)).toEqual(commandContext(post, actor));
  });

  it.each([
    ['key', { ...post, headers: { 'idempotency-key': 'k2' } }, actor], ['path', { ...post, url: '/v1/members/7' }, actor], ['method', { ...post, method: 'PUT' }, actor],
    ['caller', post, { ...actor, id: 'p2' }], ['kind of caller', post, { ...actor, kind: 'client' as const }],
  ])('is of another command with another %s', (_, request, caller) => {
    expect(commandContext(request, caller).commandId).not.toBe(commandContext(post, actor).commandId);
  });

  it('shows by its hash that the same key came with another body', () => {
    const other = commandContext({ ...post, body: { name: 'y' } }, actor);
    expect(other.commandId).toBe(commandContext(post, actor).commandId);
    expect(other.bodyHash).not.toBe(commandContext(post, actor).bodyHash);
  });

  it('is the same command with another query, and shows by its hash that it is another request', () => {
    const [one, other] = ['x=1', 'x=2'].map((query) => commandContext({ ...post, url: `/v1/members?${query}` }, actor));
    expect([one?.commandId, other?.commandId]).toEqual(Array(2).fill(commandContext(post, actor).commandId));
    expect(one?.bodyHash).not.toBe(other?.bodyHash);
  });

  it('needs a key on POST only', () => {
    const without = { ...post, headers: {} };
    expect(() => commandContext(without, actor)).toThrow(expect.objectContaining({ code: 'idempotency-key-missing' }));
    const put = { ...without, method: 'PUT' };
    expect(commandContext(put, actor).commandId).not.toBe(commandContext(put, actor).commandId);
  });

  it.each(['', ' ', 'a b', 'é', 'a\u0000', 'k1, k2', 'x'.repeat(65)])('refuses the key %j', (key) => {
    expect(() => commandContext({ ...post, headers: { 'idempotency-key': key } }, actor)).toThrow(expect.objectContaining({ code: 'idempotency-key-not-valid' }));
  });
});
