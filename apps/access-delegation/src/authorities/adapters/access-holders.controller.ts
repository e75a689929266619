import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { Holder } from '#access-index';
import { ACCESS_ROLES, ACTIONS, type AccessRole, type Action } from '#contracts';
import type { Actor } from '#kernel';
import { Callers, ConsistencyToken, CurrentActor, IdPipe } from '#http';
import { IsCode } from '../../answers/body-rules.js';
import { Readiness } from '../../consequences/application/readiness.js';
import { AccessHolders } from '../application/access-holders.js';

class AccessQuery {
  @ApiProperty({ description: 'Code of the category' }) @IsCode() readonly category!: string;
  @ApiProperty({ enum: ACTIONS }) @IsIn(ACTIONS) readonly action!: Action;
}

class HolderAnswer {
  @ApiProperty({ format: 'uuid' }) readonly personId!: string;
  @ApiProperty({ enum: ACCESS_ROLES, isArray: true, description: 'The roles that give it' }) readonly roles!: readonly AccessRole[];
  @ApiProperty({ type: [String], description: 'The grants that give it' }) readonly grantIds!: readonly string[];
}

@ApiTags('grants')
@Callers('person')
@Controller('access-delegation/v1/authorities/:authorityId/access')
export class AccessHoldersController {
  constructor(private readonly holders: AccessHolders, private readonly readiness: Readiness) {}

  @Get()
  @ApiOperation({ summary: 'Who may do this on that category now' })
  @ApiOkResponse({ type: [HolderAnswer], description: 'Everybody who may; the list is complete. Officers with some subjects only ask about categories of these' })
  async find(
    @Param('authorityId', IdPipe) authorityId: string, @Query() { category, action }: AccessQuery, @CurrentActor() actor: Actor, @ConsistencyToken() token: string | undefined,
  ): Promise<readonly Holder[]> {
    await this.readiness.ofView(token);
    return this.holders.seenBy(actor, authorityId, category, action);
  }
}
