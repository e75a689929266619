import { Controller, Get, Header, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#kernel';
import { Callers, ConsistencyToken, Context } from '#http';
import type { TrailOwner } from '../../viewing/application/admission.js';
import { TrailPageAnswer } from './trail.answers.js';
import { TrailDesk } from './trail-desk.js';
import { ExportQuery, TrailQuery } from './trail.query.js';

const ABOUT = 'The catalogue, the charter and whatever else concerns all alike. For auditors.';

const region: TrailOwner = { kind: 'region', id: 'all' };

@ApiTags('trails')
@Callers('person')
@Controller('audit/v1/region')
export class RegionTrailController {
  constructor(private readonly desk: TrailDesk) {}

  @Get('trail')
  @Header('Content-Language', 'fr')
  @ApiOperation({ summary: 'What concerns no authority and no person, in words', description: ABOUT })
  @ApiOkResponse({ type: TrailPageAnswer, description: 'A page of it' })
  trail(@Query() query: TrailQuery, @Context() context: CommandContext, @ConsistencyToken() token: string | undefined): Promise<TrailPageAnswer> {
    return this.desk.page(region, query, { context, token });
  }

  @Get('trail.csv')
  @Header('Content-Language', 'fr')
  @ApiOperation({ summary: 'What concerns no authority and no person, as a file for a spreadsheet', description: ABOUT })
  @ApiProduces('text/csv')
  @ApiOkResponse({ type: String, description: 'All of it' })
  csv(@Query() query: ExportQuery, @Context() context: CommandContext, @ConsistencyToken() token: string | undefined): Promise<StreamableFile> {
    return this.desk.csv(region, query, { context, token });
  }
}
