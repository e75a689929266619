import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#kernel';
import { Callers, CurrentActor, IdPipe, languageFor, TicketQuery, type Language } from '#http';
import { titleOfRecorded } from '../../titles/recorded-code.js';
import { SaidNotes, type SaidInClear } from '../application/said-notes.js';
import { SeeDesignation, type SeenDesignation } from '../application/see-designation.js';
import { DesignationAnswer, type SaidAnswer } from './designation.answers.js';

@ApiTags('designations')
@Callers('person')
@Controller('access-delegation/v1/designations')
export class DesignationViewsController {
  constructor(private readonly queries: QueryBus, private readonly notes: SaidNotes) {}

  @Get(':designationId')
  @ApiOperation({ summary: 'A designation, how far it is and what was said about it, and the hash that is signed' })
  @ApiOkResponse({ type: DesignationAnswer, description: 'The designation' })
  async one(
    @Param('designationId', IdPipe) id: string, @Query() { ticket }: TicketQuery, @CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DesignationAnswer> {
    const seen = await this.queries.execute(new SeeDesignation(id, actor, ticket));
    const language = languageFor(reply);
    return answerOf(seen, (await this.notes.inClear(seen.designation)).map((said) => saidIn(language, said)));
  }
}

const answerOf = ({ designation, status, contentSha256 }: SeenDesignation, said: readonly SaidAnswer[]): DesignationAnswer => {
  const { content, signed, verified, addedPieces, acceptance, deadline, mandateId } = designation;
  return {
    designationId: content.designationId, status, content, contentSha256, signed, verified, addedPieces, said, deadline, mandateId,
    accepted: acceptance !== null, charterVersion: acceptance?.charterVersion ?? null,
  };
};

const saidIn = (language: Language, { step, at, reasonCode, note, code }: SaidInClear): SaidAnswer =>
  ({ step, at, reasonCode, note, code, title: code === null ? null : titleOfRecorded(code, language) });
