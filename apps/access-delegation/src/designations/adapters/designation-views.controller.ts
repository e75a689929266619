import { Controller, Get, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { Callers, CurrentActor, IdPipe } from '#http';
import { SeeDesignation, type SeenDesignation } from '../application/see-designation.js';
import { DraftBody, PieceBody } from './designation.bodies.js';

const STATUSES = [
  'DRAFT', 'AWAITING_SIGNATURES', 'SUBMITTED', 'UNDER_REVIEW', 'INFORMATION_REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'LAPSED', 'TOOK_EFFECT', 'WITHOUT_EFFECT',
] as const;

class DesignationAnswer {
  @ApiProperty({ format: 'uuid' }) readonly designationId!: string;
  @ApiProperty({ enum: STATUSES }) readonly status!: string;
  @ApiProperty({ type: DraftBody, description: 'What is signed' }) readonly content!: object;
  @ApiProperty({ description: 'The hash that a signatory signs' }) readonly contentSha256!: string;
  @ApiProperty({ type: [String], description: 'Persons who signed' }) readonly signed!: readonly string[];
  @ApiProperty({ type: [String], description: 'Signatories whose capacity was verified' }) readonly verified!: readonly string[];
  @ApiProperty({ type: [PieceBody], description: 'Added as answers' }) readonly addedPieces!: readonly PieceBody[];
  @ApiProperty({ description: 'The designated person has accepted' }) readonly accepted!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'Until when the stage may last' }) readonly deadline!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) readonly mandateId!: string | null;
}

@ApiTags('designations')
@Callers('person')
@Controller('access-delegation/v1/designations')
export class DesignationViewsController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':designationId')
  @ApiOperation({ summary: 'A designation, how far it is, and the hash that is signed' })
  @ApiOkResponse({ type: DesignationAnswer, description: 'The designation' })
  async one(@Param('designationId', IdPipe) id: string, @CurrentActor() actor: Actor): Promise<DesignationAnswer> {
    return answerOf(await this.queries.execute(new SeeDesignation(id, actor)));
  }
}

const answerOf = ({ designation, status, contentSha256 }: SeenDesignation): DesignationAnswer => {
  const { content, signed, verified, addedPieces, acceptance, deadline, mandateId } = designation;
  return { designationId: content.designationId, status, content, contentSha256, signed, verified, addedPieces, accepted: acceptance !== null, deadline, mandateId };
};
