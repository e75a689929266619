import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Compile } from 'typebox/compile';
import { messageSchemaOf, schemaAddress } from './message-schema.js';
import { topics } from './topics.js';

const URL = 'http://localhost:3000';
const facts = topics.flatMap((topic) => topic.facts);

describe('the schema of a message', () => {
  it.each(facts.map((contract) => [contract.type, contract] as const))('%s stands at its own address, and asks for its data and how they came to be recorded', (type, contract) => {
    const schema = JSON.parse(JSON.stringify(messageSchemaOf(contract, URL))) as { readonly $id: string; readonly required: readonly string[]; readonly properties: object };
    expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: schemaAddress(URL, type), title: type, type: 'object' });
    expect(schema.required).toContain('recorded');
    expect(Object.keys(schema.properties)).toEqual([...Object.keys((contract.schema as unknown as { readonly properties: object }).properties), 'recorded']);
  });

  it('takes what consumers take, members of a later day too', () => {
    const authorityId = randomUUID();
    const contract = facts.find(({ type }) => type === 'access-delegation.authority-closed.v1');
    if (!contract) throw new Error('no such fact');
    const schema = Compile(messageSchemaOf(contract, URL));
    const recorded = { actor: { kind: 'person', id: 'p', capacity: 'GLS', assurance: 'high' }, causationId: 'c' };
    expect([schema.Check({ authorityId, later: 1, recorded }), schema.Check({ authorityId }), schema.Check({ recorded }), schema.Check({ authorityId, recorded: { ...recorded, actor: { ...recorded.actor, kind: 'ghost' } } })]).toEqual([true, false, false, false]);
  });
});
