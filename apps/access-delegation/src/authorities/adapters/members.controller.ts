import { Body, Controller, Delete, Param, Patch, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { startOf, untilOf } from '#belgium';
import type { CommandContext } from '#kernel';
import { because, Callers, Context, IdPipe, IfMatch, newId, ReasonBody } from '#http';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeAuthority } from '../application/change-authority.js';
import type { MemberCommand } from '../domain/members.js';
import { guarded } from './guarded.js';
import { DepartureBody, ExtensionBody, FunctionBody, PrepareMemberBody } from './member.bodies.js';

@ApiTags('members')
@Callers('person')
@Controller('access-delegation/v1/authorities/:authorityId/members')
export class MembersController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Prepare a member; nothing opens before identity has confirmed the person' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Prepared' })
  prepare(@Param('authorityId', IdPipe) authorityId: string, @Body() body: PrepareMemberBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    const memberId = newId(context, 'member');
    const { personId, from, until } = body;
    return this.change(authorityId, memberId, {
      type: 'PrepareMember',
      data: {
        memberId, function: body.function, ...(personId === undefined ? {} : { personId }), ...(from === undefined ? {} : { from: startOf(from) }),
        ...(until === undefined ? {} : { until: until === null ? null : untilOf(until) }), ...guarded(body),
      },
    }, because(context, body));
  }

  @Patch(':memberId')
  @ApiOperation({ summary: 'Change what a member does in the authority' })
  @ApiOkResponse({ type: ReceiptAnswer, description: 'Changed' })
  changeFunction(
    @Param('authorityId', IdPipe) authorityId: string, @Param('memberId', IdPipe) memberId: string, @Body() body: FunctionBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    return this.change(authorityId, memberId, { type: 'ChangeFunction', data: { memberId, function: body.function, ...guarded(body, ifMatch) } }, because(context, body));
  }

  @Post(':memberId/suspension')
  @ApiOperation({ summary: 'Suspend a member: no access until resumed, grants stay' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Suspended' })
  suspend(
    @Param('authorityId', IdPipe) authorityId: string, @Param('memberId', IdPipe) memberId: string, @Body() body: ReasonBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    return this.change(authorityId, memberId, { type: 'SuspendMember', data: { memberId, ...guarded(body, ifMatch) } }, because(context, body));
  }

  @Delete(':memberId/suspension')
  @ApiOperation({ summary: 'Resume a suspended member' })
  @ApiOkResponse({ type: ReceiptAnswer, description: 'Resumed' })
  resume(
    @Param('authorityId', IdPipe) authorityId: string, @Param('memberId', IdPipe) memberId: string, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    return this.change(authorityId, memberId, { type: 'ResumeMember', data: { memberId, ...guarded({}, ifMatch) } }, context);
  }

  @Post(':memberId/extension')
  @ApiOperation({ summary: 'Let a membership last longer; its grants keep their own ends' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Extended' })
  extend(
    @Param('authorityId', IdPipe) authorityId: string, @Param('memberId', IdPipe) memberId: string, @Body() body: ExtensionBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    const until = body.until === null ? null : untilOf(body.until);
    return this.change(authorityId, memberId, { type: 'ExtendMembership', data: { memberId, until, ...guarded(body, ifMatch) } }, because(context, body));
  }

  @Post(':memberId/departure')
  @ApiOperation({ summary: 'End a membership today or later: every grant and mandate of it ends with it' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Ended, or its end foreseen' })
  end(
    @Param('authorityId', IdPipe) authorityId: string, @Param('memberId', IdPipe) memberId: string, @Body() body: DepartureBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    return this.change(authorityId, memberId, { type: 'EndMembership', data: departure(memberId, body, ifMatch) }, because(context, body));
  }

  @Post(':memberId/own-departure')
  @ApiOperation({ summary: 'Leave the authority oneself' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Left, or the end foreseen' })
  leave(
    @Param('authorityId', IdPipe) authorityId: string, @Param('memberId', IdPipe) memberId: string, @Body() body: DepartureBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    return this.change(authorityId, memberId, { type: 'LeaveMembership', data: departure(memberId, body, ifMatch) }, because(context, body));
  }

  private async change(authorityId: string, memberId: string, command: MemberCommand, context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(memberId, await this.commands.execute(new ChangeAuthority(authorityId, command, context)));
  }
}

const departure = (memberId: string, body: DepartureBody, ifMatch: number | undefined) => {
  const { at, leftOn, force } = body;
  return {
    memberId, ...(at === undefined ? {} : { at: untilOf(at) }), ...(leftOn === undefined ? {} : { leftOn }), ...(force === undefined ? {} : { force }), ...guarded(body, ifMatch),
  };
};
