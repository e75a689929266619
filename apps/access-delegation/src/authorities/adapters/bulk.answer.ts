import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ANY_FACTS, problemByPointer } from '#http';
import { isRefusal, type DomainError } from '#kernel';
import type { LineOutcome } from '../domain/bulk-grants.js';
import { foreseen, ForeseenGrant } from './difference.answer.js';

export class RefusedLineAnswer {
  @ApiProperty({ description: 'Code of the refusal' }) readonly code!: string;
  @ApiProperty({ ...ANY_FACTS, description: 'What it concerns, such as the grants that stand in the way' }) readonly facts!: DomainError['facts'];
}

/** What would become of one line: granted or refused. */
export class BulkLineAnswer {
  @ApiProperty({ description: 'Counted from 1' }) readonly line!: number;
  @ApiPropertyOptional({ type: ForeseenGrant }) readonly granted?: ForeseenGrant;
  @ApiPropertyOptional({ type: RefusedLineAnswer }) readonly refused?: RefusedLineAnswer;
}

export class BulkPreviewAnswer {
  @ApiProperty({ type: [BulkLineAnswer], description: 'Every line, in their order' }) readonly lines!: readonly BulkLineAnswer[];
}

export const bulkPreview = (outcomes: readonly LineOutcome[]): BulkPreviewAnswer => ({
  lines: outcomes.map((outcome) => ('granted' in outcome ? { line: outcome.line, granted: foreseen(outcome.granted) } : outcome)),
});

/** A batch is refused as a body is: by pointer, each line for itself. */
export const byLine = (error: unknown): unknown => (isRefusal(error) && error.code === 'bulk-refused' ? problemByPointer(error) : error);
