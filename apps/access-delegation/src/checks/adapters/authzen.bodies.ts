import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DATE_OR_INSTANT } from '../../answers/body-rules.js';
import { MOST_EVALUATIONS, SEMANTICS, TEXT } from './authzen.schema.js';

const ASSURANCES = ['none', 'low', 'substantial', 'high'] as const;

export class SubjectEntity {
  @ApiProperty({ example: 'person', minLength: 1, maxLength: 512, pattern: TEXT }) readonly type!: string;
  @ApiProperty({ description: 'personId', minLength: 1, maxLength: 512, pattern: TEXT }) readonly id!: string;
}

export class ActionEntity {
  @ApiProperty({ example: 'edit', description: 'read, edit, validate or submit', minLength: 1, maxLength: 512, pattern: TEXT }) readonly name!: string;
}

export class ResourceEntity {
  @ApiProperty({ example: 'category', minLength: 1, maxLength: 512, pattern: TEXT }) readonly type!: string;
  @ApiProperty({ description: '<authorityId>/<categoryCode>', minLength: 1, maxLength: 512, pattern: TEXT }) readonly id!: string;
}

export class ContextBody {
  @ApiPropertyOptional({ type: String, ...DATE_OR_INSTANT, example: '2027-01-31', description: 'A date to come, which means from its midnight in Brussels, or an instant in Z or with an offset; the past is asked of audit' }) readonly asOf?: string;
  @ApiPropertyOptional({ description: 'Not available here yet' }) readonly knownAt?: string;
  @ApiPropertyOptional({ description: 'What the caller has already seen, for this question; the header Consistency-Token says it for all of a request' }) readonly consistencyToken?: string;
  @ApiPropertyOptional({ description: 'Answer with reasons' }) readonly explain?: boolean;
  @ApiPropertyOptional({ enum: ASSURANCES, description: 'Assurance of the sign-in that is checked' }) readonly assurance?: (typeof ASSURANCES)[number];
}

export class EvaluationBody {
  @ApiProperty({ type: SubjectEntity }) readonly subject!: SubjectEntity;
  @ApiProperty({ type: ActionEntity }) readonly action!: ActionEntity;
  @ApiProperty({ type: ResourceEntity }) readonly resource!: ResourceEntity;
  @ApiPropertyOptional({ type: ContextBody }) readonly context?: ContextBody;
}

export class EvaluationItem {
  @ApiPropertyOptional({ type: SubjectEntity }) readonly subject?: SubjectEntity;
  @ApiPropertyOptional({ type: ActionEntity }) readonly action?: ActionEntity;
  @ApiPropertyOptional({ type: ResourceEntity }) readonly resource?: ResourceEntity;
  @ApiPropertyOptional({ type: ContextBody }) readonly context?: ContextBody;
}

export class OptionsBody {
  @ApiPropertyOptional({ enum: SEMANTICS, default: 'execute_all' }) readonly evaluations_semantic?: (typeof SEMANTICS)[number];
}

/** What stands beside the items is the default of each. */
export class EvaluationsBody extends EvaluationItem {
  @ApiPropertyOptional({ type: [EvaluationItem], maxItems: MOST_EVALUATIONS, description: 'Questions; what one leaves out is taken from above. Without any, what stands above is the question' })
  readonly evaluations?: readonly EvaluationItem[];
  @ApiPropertyOptional({ type: OptionsBody }) readonly options?: OptionsBody;
}

export class DecisionContext {
  @ApiProperty({ description: 'Neutral code: granted, not-granted, or why the item could not be judged' }) readonly reason!: string;
  @ApiPropertyOptional({ description: 'All causes, when the caller may know and asked for them', type: [String] }) readonly causes?: readonly string[];
  @ApiPropertyOptional({ description: 'Ids of the grants that open it', type: [String] }) readonly grantIds?: readonly string[];
  @ApiPropertyOptional({ enum: ASSURANCES, description: 'What the sign-in must reach' }) readonly requiredAssurance?: string;
  @ApiPropertyOptional({ type: String, nullable: true, format: 'date-time', description: 'When time alone may change the answer' }) readonly validUntil?: string | null;
}

export class DecisionAnswer {
  @ApiProperty() readonly decision!: boolean;
  @ApiPropertyOptional({ type: DecisionContext }) readonly context?: DecisionContext;
}

export class DecisionsAnswer {
  @ApiProperty({ type: [DecisionAnswer] }) readonly evaluations!: readonly DecisionAnswer[];
}
