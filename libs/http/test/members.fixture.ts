import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsString, Length } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { ConsistencyTokens } from '#contracts';
import { DomainError, type Actor, type CommandContext } from '#kernel';
import { Callers, Public } from '../src/callers.js';
import { Context } from '../src/context.decorator.js';
import { IdPipe } from '../src/id.pipe.js';
import { Nested, NestedList } from '../src/nested.js';
import { PageQuery } from '../src/page.query.js';
import { because, ReasonBody } from '../src/reason.body.js';
import { TicketQuery } from '../src/ticket.query.js';
import { CurrentActor } from '../src/token.guard.js';
import { MayBeAbsent } from '../src/validation.pipe.js';
import { answering, ConsistencyToken, IfMatch } from '../src/versions.js';

export const tokens = new ConsistencyTokens(Buffer.alloc(32, 7));

class PeriodBody {
  @ApiProperty()
  @IsInt()
  readonly days!: number;
}

class MemberBody extends ReasonBody {
  @ApiProperty()
  @IsString()
  @Length(1, 50)
  readonly name!: string;

  @ApiProperty({ enum: ['READER', 'EDITOR'] })
  @IsIn(['READER', 'EDITOR'])
  readonly role!: string;

  @ApiProperty()
  @Nested(() => PeriodBody)
  readonly period!: PeriodBody;

  @ApiPropertyOptional({ type: [PeriodBody] })
  @MayBeAbsent()
  @NestedList(() => PeriodBody, 2)
  readonly earlier?: readonly PeriodBody[];
}

@Controller('things/v1/members')
export class MembersController {
  readonly received: CommandContext[] = [];

  @Post()
  @Callers('person')
  @ApiOperation({ summary: 'Prepares a member' })
  @ApiOkResponse({ description: 'Prepared' })
  prepare(@Body() body: MemberBody, @Context() context: CommandContext, @Res({ passthrough: true }) reply: FastifyReply): { name: string } {
    this.received.push(because(context, body));
    answering(reply, { version: 7, token: tokens.seal([{ stream: 'authority-1', version: 7 }]) });
    return { name: body.name };
  }

  @Put(':id')
  @Callers('person', 'client')
  change(@Param('id', IdPipe) id: string, @IfMatch('required') expected: number, @Body() { name }: MemberBody, @Context() { actor }: CommandContext): object {
    return { id, expected, name, by: actor.kind };
  }

  @Get()
  @Callers('person', 'client')
  list(@Query() { limit }: PageQuery, @ConsistencyToken() token: string | undefined, @CurrentActor() actor: Actor): object {
    return { limit, actor, seen: token === undefined ? [] : tokens.open(token) };
  }

  @Get(':id')
  @Callers('person')
  read(@Param('id', IdPipe) id: string, @Query() { ticket }: TicketQuery): object {
    return { id, ticket };
  }

  @Get('failing/:kind')
  @Public()
  fail(@Param('kind') kind: string): never {
    if (kind === 'bug') throw new Error('password=hunter2');
    throw new DomainError(kind as DomainError['kind'], 'some-code', 'Said to the caller', { authority: 'a1' });
  }

  @Get('forgotten')
  forgotten(): string {
    return 'open by mistake';
  }
}
