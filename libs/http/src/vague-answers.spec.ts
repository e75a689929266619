import { describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ANY_FACTS } from './any-facts.js';
import { vagueAnswers } from './vague-answers.js';

const documented = (response: object, schemas: object = {}, status = '200'): OpenAPIObject =>
  ({ paths: { '/things': { get: { operationId: 'Things.read', responses: { [status]: response } } } }, components: { schemas } }) as unknown as OpenAPIObject;
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const text = { type: 'string' };

describe('an answer is told', () => {
  it.each([
    ['by its members', json({ type: 'object', properties: { name: text } }), {}],
    ['by a named schema, even one that holds itself', json({ $ref: '#/components/schemas/Tree' }), { Tree: { type: 'object', properties: { inner: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } } } }],
    ['by what its free members are', json({ type: 'object', properties: { facts: ANY_FACTS } }), {}],
    ['as text', { content: { 'text/csv': { schema: text } } }, {}],
  ])('%s', (_, response, schemas) => { expect(vagueAnswers(documented(response, schemas))).toEqual([]); });

  it('by nothing when it has no body', () => { expect(vagueAnswers(documented({}, {}, '204'))).toEqual([]); });
});

describe('an answer is vague', () => {
  it.each([
    ['without a schema', {}, 'Things.read'], ['as any object', json({ type: 'object' }), 'Things.read'],
    ['in a list of any objects', json({ type: 'object', properties: { things: { type: 'array', items: { type: 'object' } } } }), 'Things.read.things[]'],
    ['in one of its forms', json({ oneOf: [text, { type: 'object', properties: { scope: { type: 'object' } } }] }), 'Things.read.scope'],
    ['by a name that nothing has', json({ $ref: '#/components/schemas/Nothing' }), 'Things.read'],
  ])('%s', (_, response, where) => { expect(vagueAnswers(documented(response))).toEqual([where]); });
});
