import { Controller, Post } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { isRefusal, type Actor } from '#kernel';
import { badRequest, Callers, DirectRoute, problems } from '#http';
import { Evaluations, refusedItem, type Answer } from '../application/evaluations.js';
import { DecisionAnswer, DecisionsAnswer, EvaluationBody, EvaluationsBody } from './authzen.bodies.js';
import { evaluationRequest, evaluationsRequest, SEMANTICS, type EvaluationsRequest } from './authzen.schema.js';

export const refuseEvaluation = problems({
  'not-an-evaluation': [400, 'The body is not a request of the AuthZEN Authorization API 1.0.'],
});

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
  async evaluate(body: unknown, caller: Actor): Promise<Answer> {
    if (!evaluationRequest.Check(body)) throw refuseEvaluation('not-an-evaluation');
    try {
      return await this.evaluations.evaluate(body, caller);
    } catch (error) {
      throw isRefusal(error) && error.kind === 'invalid' ? badRequest(error) : error;
    }
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
  async evaluateAll(body: unknown, caller: Actor): Promise<{ readonly evaluations: readonly Answer[] } | Answer> {
    if (!evaluationsRequest.Check(body)) throw refuseEvaluation('not-an-evaluation');
    const { evaluations: items, options, ...defaults } = body;
    if (items === undefined || items.length === 0) return this.evaluate(defaults, caller);
    return { evaluations: await this.inOrder(items, defaults, STOPS[options?.evaluations_semantic ?? 'execute_all'], caller) };
  }

  private async inOrder(items: readonly unknown[], defaults: EvaluationsRequest, stops: (answer: Answer) => boolean, caller: Actor): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    const together = this.evaluations.together();
    for (const item of items) {
      const answer = await itemOf(together, item, defaults, caller);
      answers.push(answer);
      if (stops(answer)) break;
    }
    return answers;
  }
}

const itemOf = async (evaluations: Pick<Evaluations, 'evaluate'>, item: unknown, defaults: EvaluationsRequest, caller: Actor): Promise<Answer> => {
  const question: unknown = typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...defaults, ...item } : item;
  if (!evaluationRequest.Check(question)) return { decision: false, context: { reason: 'not-an-evaluation' } };
  try {
    return await evaluations.evaluate(question, caller);
  } catch (error) {
    return refusedItem(error);
  }
};
