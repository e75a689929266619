import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, ValidateIf } from 'class-validator';
import { AUTHORITY_TYPES } from '#contracts';
import { Callers, ConsistencyToken, MayBeAbsent, RateLimited } from '#http';
import { IsEnterpriseNumber, IsNisCode } from '../../answers/body-rules.js';
import { TitleBody } from '../../answers/title.body.js';
import { Readiness } from '../../consequences/application/readiness.js';
import type { ListedAuthority } from '../application/listed-authorities.js';
import { OpenAuthorities } from '../application/open-authorities.js';
import type { AuthorityType } from '../domain/authority-vocabulary.js';
import { competentPairs } from '../domain/signatory-pairs.js';

/** Without any number the first is missing, which is told by its pointer. */
const IsAskedFor = (): PropertyDecorator => ValidateIf(({ nisCode, enterpriseNumber }: AuthorityNumberQuery) => nisCode !== undefined || enterpriseNumber === undefined);

class AuthorityNumberQuery {
  @ApiPropertyOptional({ description: 'NIS code; this or the BCE/KBO number, or both' }) @IsAskedFor() @IsNisCode() readonly nisCode?: string;
  @ApiPropertyOptional({ description: 'BCE/KBO number, ten digits' }) @MayBeAbsent() @IsEnterpriseNumber() readonly enterpriseNumber?: string;
  @ApiPropertyOptional({ enum: AUTHORITY_TYPES, description: 'Authorities of several types may have the same NIS code' }) @MayBeAbsent() @IsIn(AUTHORITY_TYPES) readonly type?: string;
}

class OpenAuthorityAnswer {
  @ApiProperty({ format: 'uuid' }) readonly authorityId!: string;
  @ApiProperty({ enum: AUTHORITY_TYPES }) readonly type!: string;
  @ApiProperty({ type: TitleBody }) readonly name!: Readonly<Partial<Record<'fr' | 'de' | 'nl' | 'en', string>>>;
  @ApiProperty({ type: [String], description: 'The pairs of capacities that sign for it', example: ['MAYOR+DIRECTOR_GENERAL'] }) readonly competentPairs!: readonly string[];
}

@ApiTags('authorities')
@Callers('person')
@Controller('access-delegation/v1/authorities')
export class OpenAuthoritiesController {
  constructor(private readonly authorities: OpenAuthorities, private readonly readiness: Readiness) {}

  @Get('by-number')
  @RateLimited({ name: 'look-ups', most: 60, seconds: 3_600 })
  @ApiOperation({ summary: 'Open authorities with exactly this number, and who signs for them: for whoever drafts a designation' })
  @ApiOkResponse({ type: [OpenAuthorityAnswer], description: 'A few at most; none when nothing has that number' })
  async find(@Query() asked: AuthorityNumberQuery, @ConsistencyToken() token: string | undefined): Promise<readonly OpenAuthorityAnswer[]> {
    await this.readiness.ofLists(token);
    return (await this.authorities.withNumber(asked)).map(answerOf);
  }
}

const answerOf = ({ id, title, type }: ListedAuthority): OpenAuthorityAnswer => ({ authorityId: id, type, name: title, competentPairs: competentPairs(type as AuthorityType) });
