import Type from 'typebox';
import { Compile } from 'typebox/compile';

const Text = Type.String({ minLength: 1 });

/** The shape of `recorded` in a message. */
export const recordedValidator = Compile(Type.Object({
  actor: Type.Object({
    kind: Type.Enum(['person', 'client', 'operator', 'system']), id: Text, capacity: Text, assurance: Text,
    mandateId: Type.Optional(Text), onBehalfOf: Type.Optional(Text),
  }),
  reasonCode: Type.Optional(Text),
  note: Type.Optional(Text),
  decidedOn: Type.Optional(Type.Array(Type.Object({ stream: Text, version: Type.Integer({ minimum: 0 }) }))),
  causationId: Text,
}));
