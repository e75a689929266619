import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';

/** Bodies are read tolerantly, so that what is used must not hide a NUL, a line break or half a character itself. */
export const TEXT = '^[^\\0\\r\\n\\ud800-\\udfff]*$';

/** AuthZEN 1.0 §5: an entity is a type and an id; members that are not known are ignored. */
const Text = Type.String({ minLength: 1, maxLength: 512, pattern: TEXT });
const Subject = Type.Object({ type: Text, id: Text });
const Action = Type.Object({ name: Text });
const Resource = Type.Object({ type: Text, id: Text });
const Context = Type.Object({
  asOf: Type.Optional(Type.String()),
  knownAt: Type.Optional(Type.String()),
  consistencyToken: Type.Optional(Type.String()),
  explain: Type.Optional(Type.Boolean()),
  assurance: Type.Optional(Type.Enum(['none', 'low', 'substantial', 'high'])),
});

export const EvaluationRequest = Type.Object({ subject: Subject, action: Action, resource: Resource, context: Type.Optional(Context) });
export type EvaluationRequest = Static<typeof EvaluationRequest>;

export const SEMANTICS = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'] as const;
export const MOST_EVALUATIONS = 1_000;

/** AuthZEN 1.0 §7: what stands at the top is the default of every item; items are judged one by one. */
export const EvaluationsRequest = Type.Object({
  subject: Type.Optional(Subject),
  action: Type.Optional(Action),
  resource: Type.Optional(Resource),
  context: Type.Optional(Context),
  evaluations: Type.Optional(Type.Array(Type.Unknown(), { maxItems: MOST_EVALUATIONS })),
  options: Type.Optional(Type.Object({ evaluations_semantic: Type.Optional(Type.Enum(SEMANTICS)) })),
});
export type EvaluationsRequest = Static<typeof EvaluationsRequest>;

export const evaluationRequest = Compile(EvaluationRequest);
export const evaluationsRequest = Compile(EvaluationsRequest);
