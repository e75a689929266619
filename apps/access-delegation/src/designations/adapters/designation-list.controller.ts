import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MANAGER_KINDS } from '#contracts';
import type { Actor } from '#kernel';
import { Callers, ConsistencyToken, CurrentActor, Cursors, MayBeAbsent, PageQuery, Ticket } from '#http';
import { IsId } from '../../answers/body-rules.js';
import { Readiness } from '../../consequences/application/readiness.js';
import { DesignationList, type DesignationFilter } from '../application/designation-list.js';
import type { ListedDesignation } from '../application/listed-designations.js';
import type { DesignationStatus } from '../domain/designation-state.js';
import { STATUSES } from './designation.answers.js';

class DesignationListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: STATUSES, description: 'Alone: for officers and the helpdesk, whoever waits longest first' }) @MayBeAbsent() @IsIn(STATUSES) readonly status?: DesignationStatus;
  @ApiPropertyOptional({ format: 'uuid', description: 'Of this authority: for its managers, office holders and the Region' }) @MayBeAbsent() @IsId() readonly authorityId?: string;
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Those that involve the caller; so it is without any filter' }) @MayBeAbsent() @IsIn(['true', 'false']) readonly mine?: 'true' | 'false';
  @Ticket() readonly ticket?: string;
}

class ListedDesignationAnswer {
  @ApiProperty({ format: 'uuid' }) readonly designationId!: string;
  @ApiProperty({ format: 'uuid' }) readonly authorityId!: string;
  @ApiProperty({ format: 'uuid' }) readonly designeeId!: string;
  @ApiProperty({ enum: MANAGER_KINDS }) readonly kind!: string;
  @ApiProperty({ enum: STATUSES }) readonly status!: string;
  @ApiProperty({ format: 'date-time', description: 'When it came to this status' }) readonly since!: string;
}

class DesignationPage {
  @ApiProperty({ type: [ListedDesignationAnswer] }) readonly items!: readonly ListedDesignationAnswer[];
  @ApiPropertyOptional({ description: 'Cursor of the next page' }) readonly next?: string;
}

@ApiTags('designations')
@Callers('person')
@Controller('access-delegation/v1/designations')
export class DesignationListController {
  constructor(private readonly list: DesignationList, private readonly readiness: Readiness, private readonly cursors: Cursors) {}

  @Get()
  @ApiOperation({ summary: 'Designations: one’s own, of an authority, or by status' })
  @ApiOkResponse({ type: DesignationPage, description: 'A page; it may hold fewer than asked for although another follows' })
  async find(
    @Query() { limit, cursor, status, authorityId, mine, ticket }: DesignationListQuery, @CurrentActor() actor: Actor, @ConsistencyToken() token: string | undefined,
  ): Promise<DesignationPage> {
    await this.readiness.ofLists(token);
    const filter: DesignationFilter = {
      ...(status === undefined ? {} : { status }), ...(authorityId === undefined ? {} : { authorityId }), ...(mine === undefined ? {} : { mine: mine === 'true' }),
      ...(ticket === undefined ? {} : { ticket }),
    };
    const to = { caller: actor.id, query: { list: 'designations', ...filter } };
    const { items, next } = await this.list.find(actor, filter, limit, cursor === undefined ? undefined : this.cursors.open(cursor, to));
    return { items: items.map(answerOf), ...(next === undefined ? {} : { next: this.cursors.seal(next, to) }) };
  }
}

const answerOf = ({ id, authorityId, designeeId, kind, status, since }: ListedDesignation): ListedDesignationAnswer => ({ designationId: id, authorityId, designeeId, kind, status, since });
