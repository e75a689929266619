import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#kernel';
import { Callers, CurrentActor, IdPipe, TicketQuery } from '#http';
import { SeeDesignation, type SeenDesignation } from '../application/see-designation.js';
import { DesignationAnswer } from './designation.answers.js';

@ApiTags('designations')
@Callers('person')
@Controller('access-delegation/v1/designations')
export class DesignationViewsController {
  constructor(private readonly queries: QueryBus) {}

  @Get(':designationId')
  @ApiOperation({ summary: 'A designation, how far it is, and the hash that is signed' })
  @ApiOkResponse({ type: DesignationAnswer, description: 'The designation' })
  async one(@Param('designationId', IdPipe) id: string, @Query() { ticket }: TicketQuery, @CurrentActor() actor: Actor): Promise<DesignationAnswer> {
    return answerOf(await this.queries.execute(new SeeDesignation(id, actor, ticket)));
  }
}

const answerOf = ({ designation, status, contentSha256 }: SeenDesignation): DesignationAnswer => {
  const { content, signed, verified, addedPieces, acceptance, deadline, mandateId } = designation;
  return {
    designationId: content.designationId, status, content, contentSha256, signed, verified, addedPieces, deadline, mandateId,
    accepted: acceptance !== null, charterVersion: acceptance?.charterVersion ?? null,
  };
};
