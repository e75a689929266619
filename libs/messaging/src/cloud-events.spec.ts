import { describe, expect, it } from '@jest/globals';
import { BadMessage } from './bad-message.js';
import { toFact, toMessage } from './cloud-events.js';
import type { OutgoingMessage } from './message.js';
import { garbled, missing, PUBLIC_URL, sent, unheardOf, uuid } from './testing/facts.js';

const authority = uuid(1);
const good = sent(missing(authority, 7));
const withHeaders = (headers: Record<string, string>): OutgoingMessage => ({ ...good, headers: { ...good.headers, ...headers } });
const without = (name: string): OutgoingMessage => ({ ...good, headers: Object.fromEntries(Object.entries(good.headers).filter(([other]) => other !== name)) });
const withValue = (value: unknown): OutgoingMessage => ({ ...good, value: JSON.stringify(value) });
const { recorded } = missing(authority, 7);

const codeOf = (message: OutgoingMessage): string => {
  try {
    toFact(message);
    return 'taken';
  } catch (error) {
    return error instanceof BadMessage ? error.code : 'another error';
  }
};

describe('a fact as a message', () => {
  it('carries its attributes in headers and its data with how it was recorded in the value', () => {
    expect(toMessage(missing(authority, 7, { traceparent: '00-1-2-01' }), PUBLIC_URL)).toEqual({
      topic: 'access-delegation.authorities',
      key: authority,
      headers: {
        ce_id: `${authority}/7`, ce_source: `/access-delegation/authority-${authority}`, ce_specversion: '1.0',
        ce_type: 'access-delegation.manager-missing.v1', ce_subject: authority, ce_time: '2026-03-02T08:00:00.000Z',
        ce_sequence: '00000000000000000007', traceparent: '00-1-2-01', 'content-type': 'application/json',
        ce_dataschema: 'http://localhost:3000/schemas/access-delegation.manager-missing.v1.json',
      },
      value: JSON.stringify({ authorityId: authority, recorded }),
    });
  });

  it('is the same fact when it is read back', () => {
    const fact = missing(authority, 7, { traceparent: '00-1-2-01' });
    expect(toFact(toMessage(fact, PUBLIC_URL))).toEqual(fact);
  });

  it('is refused before it is sent when its data break their contract', () => {
    expect(() => sent(missing(authority, 1, { data: {} }))).toThrow(BadMessage);
  });

  it('may hold fields that this build does not know', () => {
    expect(codeOf(withValue({ authorityId: authority, later: 1, recorded: { ...recorded, later: 1 } }))).toBe('taken');
  });
});

describe('a message that is no fact', () => {
  it.each(['ce_id', 'ce_source', 'ce_specversion', 'ce_type', 'ce_subject', 'ce_time', 'ce_sequence'])('is refused without %s', (name) => {
    expect(codeOf(without(name))).toBe('missing-header');
  });

  it.each<[string, string, OutgoingMessage]>([
    ['has no headers at all', 'missing-header', { ...good, headers: {} }],
    ['is of another CloudEvents version', 'bad-header', withHeaders({ ce_specversion: '2.0' })],
    ['has a short sequence', 'bad-header', withHeaders({ ce_sequence: '7' })],
    ['has sequence 0', 'bad-header', withHeaders({ ce_sequence: '0'.repeat(20) })],
    ['has a sequence beyond 2^53', 'bad-header', withHeaders({ ce_sequence: '9'.repeat(20) })],
    ['has a local time', 'bad-header', withHeaders({ ce_time: '2026-03-02T08:00:00+01:00' })],
    ['has a time that is not', 'bad-header', withHeaders({ ce_time: '2026-13-02T08:00:00.000Z' })],
    ['comes from another service', 'foreign-source', withHeaders({ ce_source: `/identity/authority-${authority}` })],
    ['comes from another family of streams', 'foreign-source', withHeaders({ ce_source: `/access-delegation/authority2-${authority}` })],
    ['stands in an unknown topic', 'foreign-source', { ...good, topic: 'elsewhere' }],
    ['has a type of another topic', 'foreign-type', withHeaders({ ce_type: 'access-delegation.staff-dismissed.v1' })],
    ['has a type never heard of', 'unknown-type', unheardOf(authority, 7)],
    ['has a later version of a known type', 'future-schema', unheardOf(authority, 7, 'access-delegation.manager-missing.v9')],
    ['does not parse', 'not-json', garbled(authority, 7)],
    ['is nested without end', 'not-json', { ...good, value: '['.repeat(100_000) }],
    ['is null', 'not-json', withValue(null)],
    ['is an array', 'not-json', withValue([])],
    ['lacks a field', 'invalid-data', withValue({ recorded })],
    ['does not tell who did it', 'invalid-data', withValue({ authorityId: authority })],
    ['has a stranger kind of actor', 'invalid-data', withValue({ authorityId: authority, recorded: { ...recorded, actor: { ...recorded.actor, kind: 'robot' } } })],
    ['has the key of another authority', 'wrong-key', { ...good, key: uuid(2) }],
    ['has no key', 'wrong-key', { ...good, key: '' }],
  ])('is refused when it %s', (_what, code, message) => {
    expect(codeOf(message)).toBe(code);
  });
});
