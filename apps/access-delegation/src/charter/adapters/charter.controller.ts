import { Body, Controller, Get, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Callers, Context, MayBeAbsent, Nested } from '#http';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeCharter } from '../application/change-charter.js';
import { CharterStream } from '../application/charter.stream.js';
import { CHARTER_STREAM, type CharterState } from '../domain/charter.js';

class CharterText {
  @ApiProperty({ maxLength: 20_000 }) @IsString() @Matches(/\S/) @MaxLength(20_000) readonly fr!: string;
  @ApiPropertyOptional({ maxLength: 20_000 }) @MayBeAbsent() @IsString() @Matches(/\S/) @MaxLength(20_000) readonly de?: string;
}

class CharterBody {
  @ApiProperty({ type: CharterText }) @Nested(() => CharterText) readonly text!: CharterText;
  @ApiProperty({ description: 'SHA-256 of the document that managers are shown' }) @Matches(/^[0-9a-f]{64}$/) readonly sha256!: string;
}

class CharterVersionAnswer {
  @ApiProperty() readonly version!: number;
  @ApiProperty() readonly sha256!: string;
  @ApiProperty() readonly publishedAt!: string;
}

class CharterAnswer {
  @ApiProperty({ type: CharterVersionAnswer, nullable: true, description: 'In force' }) readonly current!: CharterVersionAnswer | null;
  @ApiProperty({ type: CharterVersionAnswer, nullable: true, description: 'Still good for 30 days after the publication of the current one' }) readonly previous!: CharterVersionAnswer | null;
}

@ApiTags('charter')
@Callers('person')
@Controller('access-delegation/v1/charter')
export class CharterController {
  constructor(private readonly commands: CommandBus, private readonly charter: CharterStream) {}

  @Get()
  @ApiOperation({ summary: 'The charter in force' })
  @ApiOkResponse({ type: CharterAnswer, description: 'Its versions' })
  async read(): Promise<CharterState> {
    return (await this.charter.load(CHARTER_STREAM)).state;
  }

  @Post('versions')
  @ApiOperation({ summary: 'Publish a version; managers have 30 days to accept it' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Published' })
  async publish(@Body() { text, sha256 }: CharterBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor('charter', await this.commands.execute(new ChangeCharter({ type: 'PublishCharter', data: { text: { fr: text.fr, ...(text.de === undefined ? {} : { de: text.de }) }, sha256 } }, context)));
  }
}
