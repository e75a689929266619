import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { Language } from '#http';
import type { Receipt } from '#kernel';
import { ReceiptAnswer } from '../../answers/receipt.answer.js';
import type { NotRestored, Undoing } from '../domain/bulk-undoing.js';
import { RefusedLineAnswer, toldOf } from './bulk.answer.js';
import { foreseen, ForeseenGrant } from './difference.answer.js';

export class RestoredGrant extends ForeseenGrant {
  @ApiProperty({ format: 'uuid', description: 'The grant that the batch took back' }) readonly restores!: string;
}

/** A grant that the batch took back, and that cannot be given again. */
export class NotRestoredGrant {
  @ApiProperty({ format: 'uuid' }) readonly memberId!: string;
  @ApiProperty({ format: 'uuid', description: 'The grant that the batch took back' }) readonly grantId!: string;
  @ApiProperty({ type: RefusedLineAnswer, description: 'Why it would be refused now' }) readonly refused!: RefusedLineAnswer;
}

/** What undoing a batch would revoke and grant again, nothing recorded. */
export class UndoPreviewAnswer {
  @ApiProperty({ type: [String], description: 'Ids of the grants of the batch that would be revoked' }) readonly revoked!: readonly string[];
  @ApiProperty({ type: [RestoredGrant], description: 'What the batch took back and would be granted again, for the rest of its period and for the categories that are still offered' })
  readonly restored!: readonly RestoredGrant[];
  @ApiProperty({ type: [NotRestoredGrant], description: 'What the batch took back and would stay so' }) readonly notRestored!: readonly NotRestoredGrant[];
}

export class UndoneAnswer extends ReceiptAnswer {
  @ApiProperty({ type: [NotRestoredGrant], description: 'What the batch had taken back and could not be granted again; everything else was' })
  readonly notRestored!: readonly NotRestoredGrant[];
}

export const undoneOrPreview = { oneOf: [{ $ref: getSchemaPath(UndoneAnswer) }, { $ref: getSchemaPath(UndoPreviewAnswer) }] };

export const undoPreview = ({ revoked, restored, notRestored }: Undoing, language: Language): UndoPreviewAnswer => ({
  revoked: revoked.map(({ data }) => data.grantId),
  restored: restored.map((event) => Object.assign(foreseen(event), { restores: event.data.restores ?? '' })),
  notRestored: toldIn(notRestored, language),
});

export const undone = (batchId: string, receipt: Receipt, { notRestored }: Undoing, language: Language): UndoneAnswer =>
  ({ id: batchId, ...receipt, notRestored: toldIn(notRestored, language) });

const toldIn = (notRestored: readonly NotRestored[], language: Language): readonly NotRestoredGrant[] =>
  notRestored.map(({ memberId, grantId, refused }) => ({ memberId, grantId, refused: toldOf(refused, language) }));
