/** Schema of an object whose members have names of their own: ids, codes, instants, or lists of them. */
export const ANY_FACTS = {
  type: 'object',
  additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }] },
} satisfies { type: 'object'; additionalProperties: object };
