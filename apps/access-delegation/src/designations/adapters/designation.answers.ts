import { ApiProperty } from '@nestjs/swagger';
import { DraftBody, PieceBody } from './designation.bodies.js';

export const STATUSES = [
  'DRAFT', 'AWAITING_SIGNATURES', 'SUBMITTED', 'UNDER_REVIEW', 'INFORMATION_REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'LAPSED', 'TOOK_EFFECT', 'WITHOUT_EFFECT',
] as const;

export class DesignationAnswer {
  @ApiProperty({ format: 'uuid' }) readonly designationId!: string;
  @ApiProperty({ enum: STATUSES }) readonly status!: string;
  @ApiProperty({ type: DraftBody, description: 'What is signed' }) readonly content!: object;
  @ApiProperty({ description: 'The hash that a signatory signs' }) readonly contentSha256!: string;
  @ApiProperty({ type: [String], description: 'Persons who signed' }) readonly signed!: readonly string[];
  @ApiProperty({ type: [String], description: 'Signatories whose capacity was verified' }) readonly verified!: readonly string[];
  @ApiProperty({ type: [PieceBody], description: 'Added as answers' }) readonly addedPieces!: readonly PieceBody[];
  @ApiProperty({ description: 'The designated person has accepted' }) readonly accepted!: boolean;
  @ApiProperty({ type: Number, nullable: true, description: 'The version of the charter accepted; a newer one may be accepted until the mandate starts' }) readonly charterVersion!: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'Until when the stage may last' }) readonly deadline!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly mandateId!: string | null;
}
