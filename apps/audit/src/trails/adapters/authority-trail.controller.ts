import { Controller, Get, Header, Param, Query, type StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { startOf } from '#belgium';
import type { CommandContext } from '#kernel';
import { Callers, ConsistencyToken, Context, IdPipe } from '#http';
import type { TrailOwner } from '../../viewing/application/admission.js';
import { AccessAt } from '../application/access-at.js';
import { PastGrantsAnswer, TrailPageAnswer } from './trail.answers.js';
import { TrailDesk } from './trail-desk.js';
import { AccessQuery, ExportQuery, TrailQuery } from './trail.query.js';

/** A history cannot be cut by subject without holes that look like the whole. */
const WHOLE = 'Officers and the helpdesk read it in their provinces, and only without limits of subject.';

const authority = (id: string): TrailOwner => ({ kind: 'authority', id });

@ApiTags('trails')
@Callers('person')
@Controller('audit/v1/authorities/:authorityId')
export class AuthorityTrailController {
  constructor(private readonly desk: TrailDesk, private readonly queries: QueryBus) {}

  @Get('trail')
  @Header('Content-Language', 'fr')
  @ApiOperation({ summary: 'The access history of an authority, in words', description: WHOLE })
  @ApiOkResponse({ type: TrailPageAnswer, description: 'A page of it' })
  trail(
    @Param('authorityId', IdPipe) id: string, @Query() query: TrailQuery, @Context() context: CommandContext, @ConsistencyToken() token: string | undefined,
  ): Promise<TrailPageAnswer> {
    return this.desk.page(authority(id), query, { context, token });
  }

  @Get('trail.csv')
  @Header('Content-Language', 'fr')
  @ApiOperation({ summary: 'The access history of an authority as a file for a spreadsheet', description: WHOLE })
  @ApiProduces('text/csv')
  @ApiOkResponse({ type: String, description: 'All of it' })
  csv(
    @Param('authorityId', IdPipe) id: string, @Query() query: ExportQuery, @Context() context: CommandContext, @ConsistencyToken() token: string | undefined,
  ): Promise<StreamableFile> {
    return this.desk.csv(authority(id), query, { context, token });
  }

  @Get('access')
  @Header('Content-Language', 'fr')
  @ApiOperation({ summary: 'Who held which grant at a past instant', description: 'Grants that had begun and were not over, and whether they opened anything then: suspensions, withdrawals by the Region, closed authorities and categories are taken into account. Members of a successor are asked for there. ' + WHOLE })
  @ApiOkResponse({ type: PastGrantsAnswer, description: 'All grants held then' })
  access(
    @Param('authorityId', IdPipe) id: string, @Query() { asOf, ticket }: AccessQuery, @Context() context: CommandContext, @ConsistencyToken() token: string | undefined,
  ): Promise<PastGrantsAnswer> {
    return this.queries.execute(new AccessAt(this.desk.visit(authority(id), { context, token, ticket }), startOf(asOf)));
  }
}
