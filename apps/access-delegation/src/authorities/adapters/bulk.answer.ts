import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ANY_FACTS, problemByPointer, titleOf, type Language } from '#http';
import { isRefusal, type DomainError } from '#kernel';
import type { LineOutcome, RefusedLine } from '../domain/bulk-grants.js';
import { refusalTitles } from '../../titles/refusal.titles.js';
import { foreseen, ForeseenGrant } from './difference.answer.js';

export class RefusedLineAnswer {
  @ApiProperty({ description: 'Code of the refusal' }) readonly code!: string;
  @ApiProperty({ description: 'What it says, in the language of the reader' }) readonly title!: string;
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

export const bulkPreview = (outcomes: readonly LineOutcome[], language: Language): BulkPreviewAnswer => ({
  lines: outcomes.map((outcome) => ('granted' in outcome ? { line: outcome.line, granted: foreseen(outcome.granted) } : { line: outcome.line, refused: toldOf(outcome.refused, language) })),
});

export const toldOf = (refused: RefusedLine, language: Language): RefusedLineAnswer => ({ code: refused.code, title: titleOf(refused, language, refusalTitles).title, facts: refused.facts });

/** A batch is refused as a body is: by pointer, each line for itself. */
export const byLine = (error: unknown): unknown => (isRefusal(error) && error.code === 'bulk-refused' ? problemByPointer(error) : error);
