import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { CommandContext } from '#kernel';
import { Callers, Context, MayBeAbsent, Nested } from '#http';
import { IsNotBlank, IsVersion } from '../../answers/body-rules.js';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeCharter } from '../application/change-charter.js';
import { CharterStream } from '../application/charter.stream.js';
import { CHARTER_STREAM, inForce, versionIn, type CharterState, type CharterVersion } from '../domain/charter.js';

class CharterText {
  @ApiProperty({ maxLength: 20_000 }) @IsString() @IsNotBlank() @MaxLength(20_000) readonly fr!: string;
  @ApiPropertyOptional({ maxLength: 20_000 }) @MayBeAbsent() @IsString() @IsNotBlank() @MaxLength(20_000) readonly de?: string;
}

class CharterBody {
  @ApiProperty({ type: CharterText }) @Nested(() => CharterText) readonly text!: CharterText;
}

class VersionParam {
  @IsVersion() readonly version!: string;
}

class CharterTextAnswer {
  @ApiProperty() readonly fr!: string;
  @ApiPropertyOptional() readonly de?: string;
  @ApiPropertyOptional() readonly nl?: string;
  @ApiPropertyOptional() readonly en?: string;
}

class CharterVersionAnswer {
  @ApiProperty() readonly version!: number;
  @ApiProperty({ type: CharterTextAnswer, description: 'In the languages in which it was published' }) readonly text!: CharterTextAnswer;
  @ApiProperty({ description: 'SHA-256 of `text` as canonical JSON (RFC 8785)' }) readonly sha256!: string;
  @ApiProperty({ format: 'date-time' }) readonly publishedAt!: string;
}

class CharterAnswer {
  @ApiProperty({ type: CharterVersionAnswer, nullable: true, description: 'In force' }) readonly current!: CharterVersionAnswer | null;
  @ApiProperty({ type: CharterVersionAnswer, nullable: true, description: 'Still good for 30 days after the publication of the current one; so was each before it after the next' }) readonly previous!: CharterVersionAnswer | null;
}

@ApiTags('charter')
@Callers('person')
@Controller('access-delegation/v1/charter')
export class CharterController {
  constructor(private readonly commands: CommandBus, private readonly charter: CharterStream) {}

  @Get()
  @ApiOperation({ summary: 'The charter in force, word for word' })
  @ApiOkResponse({ type: CharterAnswer, description: 'Its text, and that of the version before' })
  async read(): Promise<CharterAnswer> {
    const state = await this.published();
    return { current: inForce(state), previous: state.versions[1] ?? null };
  }

  @Get('versions/:version')
  @ApiOperation({ summary: 'A version of the charter, in force or not' })
  @ApiParam({ name: 'version', type: Number })
  @ApiOkResponse({ type: CharterVersionAnswer, description: 'What whoever accepted this version has accepted' })
  async version(@Param() { version }: VersionParam): Promise<CharterVersion> {
    return versionIn(await this.published(), Number(version));
  }

  @Post('versions')
  @ApiOperation({ summary: 'Publish a version; managers have 30 days to accept it' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Published' })
  async publish(@Body() { text }: CharterBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor('charter', await this.commands.execute(new ChangeCharter({ type: 'PublishCharter', data: { text: { fr: text.fr, ...(text.de === undefined ? {} : { de: text.de }) } } }, context)));
  }

  private async published(): Promise<CharterState> {
    return (await this.charter.load(CHARTER_STREAM)).state;
  }
}
