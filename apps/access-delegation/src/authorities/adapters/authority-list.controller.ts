import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Length } from 'class-validator';
import { AUTHORITY_TYPES } from '#contracts';
import type { Actor } from '#kernel';
import { Callers, ConsistencyToken, CurrentActor, Cursors, MayBeAbsent, PageQuery, Ticket } from '#http';
import { IsEnterpriseNumber, IsNisCode } from '../../answers/body-rules.js';
import { TitleBody } from '../../answers/title.body.js';
import { Readiness } from '../../consequences/application/readiness.js';
import { AuthorityList, type AuthorityFilter } from '../application/authority-list.js';
import type { ListedAuthority } from '../application/listed-authorities.js';

class AuthorityListQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Beginning of the French name; accents and capitals do not matter' }) @MayBeAbsent() @IsString() @Length(1, 100) readonly name?: string;
  @ApiPropertyOptional({ enum: AUTHORITY_TYPES }) @MayBeAbsent() @IsIn(AUTHORITY_TYPES) readonly type?: string;
  @ApiPropertyOptional({ description: 'NIS code of the province' }) @MayBeAbsent() @IsNisCode() readonly province?: string;
  @ApiPropertyOptional({ description: 'NIS code' }) @MayBeAbsent() @IsNisCode() readonly nisCode?: string;
  @ApiPropertyOptional({ description: 'BCE/KBO number, ten digits' }) @MayBeAbsent() @IsEnterpriseNumber() readonly enterpriseNumber?: string;
  @Ticket() readonly ticket?: string;
}

class ListedAuthorityAnswer {
  @ApiProperty({ format: 'uuid' }) readonly authorityId!: string;
  @ApiProperty({ enum: AUTHORITY_TYPES }) readonly type!: string;
  @ApiProperty({ type: TitleBody }) readonly name!: Readonly<Partial<Record<'fr' | 'de' | 'nl' | 'en', string>>>;
  @ApiProperty({ type: String, nullable: true }) readonly enterpriseNumber!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly nisCode!: string | null;
  @ApiProperty({ type: String, nullable: true }) readonly province!: string | null;
  @ApiProperty({ enum: ['OPEN', 'CLOSED', 'MERGED'] }) readonly status!: string;
}

class AuthorityPage {
  @ApiProperty({ type: [ListedAuthorityAnswer] }) readonly items!: readonly ListedAuthorityAnswer[];
  @ApiPropertyOptional({ description: 'Cursor of the next page' }) readonly next?: string;
}

@ApiTags('authorities')
@Callers('person')
@Controller('access-delegation/v1/authorities')
export class AuthorityListController {
  constructor(private readonly list: AuthorityList, private readonly readiness: Readiness, private readonly cursors: Cursors) {}

  @Get()
  @ApiOperation({ summary: 'Authorities by name, for staff of the Region' })
  @ApiOkResponse({ type: AuthorityPage, description: 'A page' })
  async find(
    @Query() { limit, cursor, ...given }: AuthorityListQuery, @CurrentActor() actor: Actor, @ConsistencyToken() token: string | undefined,
  ): Promise<AuthorityPage> {
    await this.readiness.ofLists(token);
    const filter = JSON.parse(JSON.stringify(given)) as AuthorityFilter;
    const to = { caller: actor.id, query: { list: 'authorities', ...filter } };
    const { items, next } = await this.list.find(actor, filter, limit, cursor === undefined ? undefined : this.cursors.open(cursor, to));
    return { items: items.map(answerOf), ...(next === undefined ? {} : { next: this.cursors.seal(next, to) }) };
  }
}

const answerOf = ({ id, title, type, enterpriseNumber, nisCode, province, status }: ListedAuthority): ListedAuthorityAnswer =>
  ({ authorityId: id, name: title, type, enterpriseNumber, nisCode, province, status });
