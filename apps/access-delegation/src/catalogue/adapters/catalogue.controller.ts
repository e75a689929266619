import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { AUTHORITY_TYPES, CATEGORY_KINDS, type AuthorityType, type CategoryKind } from '#contracts';
import type { CommandContext } from '#kernel';
import { because, Callers, Context, MayBeAbsent, Nested, ReasonBody } from '#http';
import { IsCode } from '../../answers/body-rules.js';
import { CodePipe } from '../../answers/code.pipe.js';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { TitleBody, titleOf } from '../../answers/title.body.js';
import { CatalogueStream } from '../application/catalogue.stream.js';
import { ChangeCatalogue } from '../application/change-catalogue.js';
import type { Title } from '../../authorities/domain/authority-vocabulary.js';
import { CATALOGUE_STREAM, type CatalogueCommand } from '../domain/catalogue.js';

class SubjectBody extends ReasonBody {
  @ApiProperty({ type: TitleBody }) @Nested(() => TitleBody) readonly title!: TitleBody;
}

class CategoryBody extends SubjectBody {
  @ApiProperty({ description: 'Code of its subject' }) @IsCode() readonly subject!: string;
  @ApiProperty({ enum: CATEGORY_KINDS }) @IsIn(CATEGORY_KINDS) readonly kind!: CategoryKind;
  @ApiProperty({ enum: AUTHORITY_TYPES, isArray: true }) @IsArray() @ArrayMinSize(1) @ArrayUnique() @IsIn(AUTHORITY_TYPES, { each: true }) readonly appliesTo!: AuthorityType[];
  @ApiPropertyOptional({ enum: ['substantial', 'high'], description: 'Raises what roles ask for' }) @MayBeAbsent() @IsIn(['substantial', 'high']) readonly assurance?: 'substantial' | 'high';
}

class SubjectAnswer {
  @ApiProperty({ description: 'Code of the catalogue' }) readonly code!: string;
  @ApiProperty({ type: TitleBody }) readonly title!: Title;
}

class CategoryAnswer extends SubjectAnswer {
  @ApiProperty({ description: 'Code of its subject' }) readonly subject!: string;
  @ApiProperty({ enum: CATEGORY_KINDS }) readonly kind!: CategoryKind;
  @ApiProperty({ enum: AUTHORITY_TYPES, isArray: true }) readonly appliesTo!: readonly AuthorityType[];
  @ApiPropertyOptional({ enum: ['substantial', 'high'], description: 'Raises what roles ask for' }) readonly assurance?: 'substantial' | 'high';
  @ApiProperty({ description: 'Grants on it open nothing any more' }) readonly closed!: boolean;
}

class CatalogueAnswer {
  @ApiProperty({ type: [SubjectAnswer] }) readonly subjects!: readonly SubjectAnswer[];
  @ApiProperty({ type: [CategoryAnswer] }) readonly categories!: readonly CategoryAnswer[];
}

@ApiTags('catalogue')
@Callers('person')
@Controller('access-delegation/v1/catalogue')
export class CatalogueController {
  constructor(private readonly commands: CommandBus, private readonly catalogue: CatalogueStream) {}

  @Get()
  @ApiOperation({ summary: 'Subjects (matières) and their categories' })
  @ApiOkResponse({ type: CatalogueAnswer, description: 'The whole catalogue, closed categories included' })
  async read(): Promise<CatalogueAnswer> {
    const { state } = await this.catalogue.load(CATALOGUE_STREAM);
    return { subjects: Object.values(state.subjects), categories: Object.values(state.categories) };
  }

  @Put('subjects/:code')
  @ApiOperation({ summary: 'Publish a subject or its new titles' })
  @ApiParam({ name: 'code' })
  @ApiOkResponse({ type: ReceiptAnswer, description: 'Published' })
  publishSubject(@Param('code', CodePipe) code: string, @Body() body: SubjectBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(code, { type: 'PublishSubject', data: { code, title: titleOf(body.title) } }, because(context, body));
  }

  @Put('categories/:code')
  @ApiOperation({ summary: 'Publish a category or its new particulars' })
  @ApiParam({ name: 'code' })
  @ApiOkResponse({ type: ReceiptAnswer, description: 'Published' })
  publishCategory(@Param('code', CodePipe) code: string, @Body() body: CategoryBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    const { subject, title, kind, appliesTo, assurance } = body;
    const data = { code, subject, title: titleOf(title), kind, appliesTo, ...(assurance === undefined ? {} : { assurance }) };
    return this.change(code, { type: 'PublishCategory', data }, because(context, body));
  }

  @Post('categories/:code/closure')
  @ApiOperation({ summary: 'Close a category: grants on it open nothing any more' })
  @ApiParam({ name: 'code' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Closed' })
  closeCategory(@Param('code', CodePipe) code: string, @Body() body: ReasonBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(code, { type: 'CloseCategory', data: { code } }, because(context, body));
  }

  private async change(code: string, command: CatalogueCommand, context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(code, await this.commands.execute(new ChangeCatalogue(command, context)));
  }
}
