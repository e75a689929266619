import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#kernel';
import { because, Callers, Context, IdPipe, IfMatch, ReasonBody } from '#http';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeAuthority } from '../application/change-authority.js';
import type { MandateCommand } from '../domain/mandates.js';
import { guarded } from './guarded.js';
import { AcceptCharterBody, EndMandateBody, ResignationBody } from './mandate.bodies.js';

@ApiTags('mandates')
@Callers('person')
@Controller('access-delegation/v1/authorities/:authorityId/mandates/:mandateId')
export class MandatesController {
  constructor(private readonly commands: CommandBus) {}

  @Post('charter-acceptance')
  @ApiOperation({ summary: 'Accept a new version of the charter' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Accepted' })
  acceptCharter(@Param('authorityId', IdPipe) authorityId: string, @Param('mandateId', IdPipe) mandateId: string, @Body() body: AcceptCharterBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(authorityId, mandateId, { type: 'AcceptCharter', data: { mandateId, charterVersion: body.charterVersion } }, context);
  }

  @Post('suspension')
  @ApiOperation({ summary: 'Suspend a mandate: it gives no power until resumed' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Suspended' })
  suspend(
    @Param('authorityId', IdPipe) authorityId: string, @Param('mandateId', IdPipe) mandateId: string, @Body() body: ReasonBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    return this.change(authorityId, mandateId, { type: 'SuspendMandate', data: { mandateId, ...guarded(body, ifMatch) } }, because(context, body));
  }

  @Delete('suspension')
  @ApiOperation({ summary: 'Resume a suspended mandate' })
  @ApiOkResponse({ type: ReceiptAnswer, description: 'Resumed' })
  resume(@Param('authorityId', IdPipe) authorityId: string, @Param('mandateId', IdPipe) mandateId: string, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(authorityId, mandateId, { type: 'ResumeMandate', data: { mandateId, ...guarded({}, ifMatch) } }, context);
  }

  @Post('ending')
  @ApiOperation({ summary: 'End the mandate of a manager; the last active one needs a successor or `force`' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Ended' })
  end(
    @Param('authorityId', IdPipe) authorityId: string, @Param('mandateId', IdPipe) mandateId: string, @Body() body: EndMandateBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    const data = { mandateId, reason: body.reason, ...(ifMatch === undefined ? {} : { ifMatch }), ...(body.force === undefined ? {} : { force: body.force }) };
    return this.change(authorityId, mandateId, { type: 'EndMandate', data }, because(context, { reasonCode: body.reason, note: body.note }));
  }

  @Post('resignation')
  @ApiOperation({ summary: 'Resign one’s own mandate' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Resigned' })
  resign(
    @Param('authorityId', IdPipe) authorityId: string, @Param('mandateId', IdPipe) mandateId: string, @Body() body: ResignationBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    const data = { mandateId, ...(body.force === undefined ? {} : { force: body.force }), ...guarded(body, ifMatch) };
    return this.change(authorityId, mandateId, { type: 'ResignMandate', data }, because(context, body));
  }

  private async change(authorityId: string, mandateId: string, command: MandateCommand, context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(mandateId, await this.commands.execute(new ChangeAuthority(authorityId, command, context)));
  }
}
