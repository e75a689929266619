import Type, { type TObject } from 'typebox';
import type { FactContract } from './fact.js';

const Text = Type.String({ minLength: 1 });

/** The shape of `recorded` in a message. */
export const RecordedSchema = Type.Object({
  actor: Type.Object({
    kind: Type.Enum(['person', 'client', 'operator', 'system']), id: Text, capacity: Text, assurance: Text,
    mandateId: Type.Optional(Text), onBehalfOf: Type.Optional(Text),
  }),
  reasonCode: Type.Optional(Text),
  note: Type.Optional(Text),
  decidedOn: Type.Optional(Type.Array(Type.Object({ stream: Text, version: Type.Integer({ minimum: 0 }) }))),
  causationId: Text,
});

/** Where the schema of a fact can be read: what its messages carry as `dataschema`. */
export const schemaAddress = (publicUrl: string, type: string): string => `${publicUrl}/schemas/${type}.json`;

/** The JSON Schema of the value of a message: the data of the fact, and beside them how it came to be recorded. */
export const messageSchemaOf = ({ type, description, schema }: FactContract, publicUrl: string): TObject => {
  const { properties, required } = schema as TObject;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema', $id: schemaAddress(publicUrl, type), title: type, description,
    ...schema, properties: { ...properties, recorded: RecordedSchema }, required: [...required, 'recorded'],
  } as unknown as TObject;
};
