import { Controller, Get, Header, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#kernel';
import { Callers, ConsistencyToken, Context, IdPipe } from '#http';
import { COMMAND_LINE } from '../../viewing/domain/viewers.js';
import { ActorIdPipe } from './actor-id.pipe.js';
import { TrailPageAnswer } from './trail.answers.js';
import { TrailDesk } from './trail-desk.js';
import { ExportQuery, TrailQuery } from './trail.query.js';

const ACTOR = `An id of a person, or \`${COMMAND_LINE}\`: what an operator did with the data directory or the credentials of the store.
Who reads what he did himself is told the end of it, and whom it turned out to concern, only of authorities whose history he may read.`;

@ApiTags('trails')
@Callers('person')
@Controller('audit/v1')
export class PersonTrailsController {
  constructor(private readonly desk: TrailDesk) {}

  @Get('persons/:personId/trail')
  @Header('Content-Language', 'fr')
  @ApiOperation({ summary: 'What was recorded about a person, in words' })
  @ApiOkResponse({ type: TrailPageAnswer, description: 'A page of it' })
  concerning(
    @Param('personId', IdPipe) id: string, @Query() query: TrailQuery, @Context() context: CommandContext, @ConsistencyToken() token: string | undefined,
  ): Promise<TrailPageAnswer> {
    return this.desk.page({ kind: 'person', id }, query, { context, token });
  }

  @Get('persons/:personId/trail.csv')
  @Header('Content-Language', 'fr')
  @ApiOperation({ summary: 'What was recorded about a person, as a file for a spreadsheet' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ type: String, description: 'All of it' })
  concerningCsv(
    @Param('personId', IdPipe) id: string, @Query() query: ExportQuery, @Context() context: CommandContext, @ConsistencyToken() token: string | undefined,
  ): Promise<StreamableFile> {
    return this.desk.csv({ kind: 'person', id }, query, { context, token });
  }

  @Get('actors/:actorId/trail')
  @Header('Content-Language', 'fr')
  @ApiOperation({ summary: 'What a person did, in words', description: ACTOR })
  @ApiParam({ name: 'actorId', example: COMMAND_LINE })
  @ApiOkResponse({ type: TrailPageAnswer, description: 'A page of it' })
  doneBy(
    @Param('actorId', ActorIdPipe) id: string, @Query() query: TrailQuery, @Context() context: CommandContext, @ConsistencyToken() token: string | undefined,
  ): Promise<TrailPageAnswer> {
    return this.desk.page({ kind: 'actor', id }, query, { context, token });
  }

  @Get('actors/:actorId/trail.csv')
  @Header('Content-Language', 'fr')
  @ApiOperation({ summary: 'What a person did, as a file for a spreadsheet', description: ACTOR })
  @ApiParam({ name: 'actorId', example: COMMAND_LINE })
  @ApiProduces('text/csv')
  @ApiOkResponse({ type: String, description: 'All of it' })
  doneByCsv(
    @Param('actorId', ActorIdPipe) id: string, @Query() query: ExportQuery, @Context() context: CommandContext, @ConsistencyToken() token: string | undefined,
  ): Promise<StreamableFile> {
    return this.desk.csv({ kind: 'actor', id }, query, { context, token });
  }
}
