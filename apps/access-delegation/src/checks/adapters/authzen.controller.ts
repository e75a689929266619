import { Controller, Post } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { isRefusal, type Actor, type StreamVersion } from '#kernel';
import { badRequest, Callers, DirectRoute, problems } from '#http';
import { Evaluations, refusedItem, type Answer } from '../application/evaluations.js';
import { DecisionAnswer, DecisionsAnswer, EvaluationBody, EvaluationsBody } from './authzen.bodies.js';
import { evaluationRequest, evaluationsRequest, SEMANTICS, type EvaluationsRequest } from './authzen.schema.js';

export const refuseEvaluation = problems({
  'not-an-evaluation': [400, 'The body is not a request of the AuthZEN Authorization API 1.0.'],
});

type Seen = readonly StreamVersion[];

const STOPS: Readonly<Record<(typeof SEMANTICS)[number], (answer: Answer) => boolean>> = {
  execute_all: () => false,
  deny_on_first_deny: ({ decision }) => !decision,
  permit_on_first_permit: ({ decision }) => decision,
};

/** OpenID AuthZEN Authorization API 1.0, where what cannot be asked is 400. Bodies are judged by a compiled schema: this is the hot path. */
@ApiTags('checks')
@Callers('person', 'client')
@Controller('access/v1')
export class AuthzenController {
  constructor(private readonly evaluations: Evaluations) {}

  @Post('evaluation')
  @DirectRoute({ ignoresUnknown: true })
  @ApiOperation({ summary: 'May this person do this? (AuthZEN Access Evaluation)' })
  @ApiBody({ type: EvaluationBody })
  @ApiOkResponse({ type: DecisionAnswer, description: 'The decision; a denial is an answer' })
  evaluate(body: unknown, caller: Actor, seen?: Seen): Promise<Answer> {
    if (!evaluationRequest.Check(body)) throw refuseEvaluation('not-an-evaluation');
    return this.evaluations.evaluate(body, caller, seen).catch(refused);
  }

  @Post('evaluations')
  @DirectRoute({ ignoresUnknown: true })
  @ApiOperation({ summary: 'Several questions at once (AuthZEN Access Evaluations)' })
  @ApiBody({ type: EvaluationsBody })
  @ApiExtraModels(DecisionsAnswer)
  @ApiOkResponse({
    schema: { oneOf: [{ $ref: getSchemaPath(DecisionsAnswer) }, { $ref: getSchemaPath(DecisionAnswer) }] },
    description: 'One decision per item, in order, fewer when the semantic stops early; the one decision when there are no items',
  })
  async evaluateAll(body: unknown, caller: Actor, seen?: Seen): Promise<{ readonly evaluations: readonly Answer[] } | Answer> {
    if (!evaluationsRequest.Check(body)) throw refuseEvaluation('not-an-evaluation');
    const { evaluations: items, options, ...defaults } = body;
    if (items === undefined || items.length === 0) return this.evaluate(defaults, caller, seen);
    const together = await this.evaluations.together(seen).catch(refused);
    const stops = STOPS[options?.evaluations_semantic ?? 'execute_all'];
    const answers: Answer[] = [];
    for (const item of items) {
      const answer = await itemOf(together, item, defaults, caller);
      answers.push(answer);
      if (stops(answer)) break;
    }
    return { evaluations: answers };
  }
}

const refused = (error: unknown): never => {
  throw isRefusal(error) && error.kind === 'invalid' ? badRequest(error) : error;
};

const itemOf = async (evaluations: Pick<Evaluations, 'evaluate'>, item: unknown, defaults: EvaluationsRequest, caller: Actor): Promise<Answer> => {
  const question: unknown = typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...defaults, ...item } : item;
  if (!evaluationRequest.Check(question)) return { decision: false, context: { reason: 'not-an-evaluation' } };
  try {
    return await evaluations.evaluate(question, caller);
  } catch (error) {
    return refusedItem(error);
  }
};
