import { ApiProperty, OmitType } from '@nestjs/swagger';
import { TOLD_STEPS } from '../domain/designation-said.js';
import { DraftBody, PieceBody } from './designation.bodies.js';

export const STATUSES = [
  'DRAFT', 'AWAITING_SIGNATURES', 'SUBMITTED', 'UNDER_REVIEW', 'INFORMATION_REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'LAPSED', 'TOOK_EFFECT', 'WITHOUT_EFFECT',
] as const;

class ContentAnswer extends OmitType(DraftBody, ['memberId', 'reasonCode', 'note']) {
  @ApiProperty({ format: 'uuid' }) readonly designationId!: string;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly memberId!: string | null;
}

export class SaidAnswer {
  @ApiProperty({ enum: TOLD_STEPS }) readonly step!: string;
  @ApiProperty({ format: 'date-time', description: 'When it was said' }) readonly at!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why, as a code; DECLINED when the designated person declined' }) readonly reasonCode!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why, in free text; null as well once the person concerned was erased' }) readonly note!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Code of the refusal for which it could not take effect' }) readonly code!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What that code says, in the language of the reader' }) readonly title!: string | null;
}

export class DesignationAnswer {
  @ApiProperty({ format: 'uuid' }) readonly designationId!: string;
  @ApiProperty({ enum: STATUSES }) readonly status!: string;
  @ApiProperty({ type: ContentAnswer, description: 'What is signed' }) readonly content!: object;
  @ApiProperty({ description: 'The hash that a signatory signs' }) readonly contentSha256!: string;
  @ApiProperty({ type: [String], description: 'Persons who signed' }) readonly signed!: readonly string[];
  @ApiProperty({ type: [String], description: 'Signatories whose capacity was verified' }) readonly verified!: readonly string[];
  @ApiProperty({ type: [PieceBody], description: 'Added as answers' }) readonly addedPieces!: readonly PieceBody[];
  @ApiProperty({ type: [SaidAnswer], description: 'What was said last at each step that asks somebody to act or ends it, oldest first: requests for information and answers, refusal, withdrawal, why it could not take effect' }) readonly said!: readonly SaidAnswer[];
  @ApiProperty({ description: 'The designated person has accepted' }) readonly accepted!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'The version of the charter accepted; a newer one may be accepted until the mandate starts' }) readonly charterVersion!: number | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Until when the stage may last' }) readonly deadline!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly mandateId!: string | null;
}
