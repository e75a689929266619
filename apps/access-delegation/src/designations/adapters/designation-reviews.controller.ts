import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#kernel';
import { because, Callers, Context, IdPipe, ReasonBody } from '#http';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeDesignation } from '../application/change-designation.js';
import type { DesignationCommand } from '../domain/designations.js';
import { hasNote, RefuseBody, VerifyBody } from './designation.bodies.js';

/** What the Region's officer does: take up, ask, verify, approve or refuse. */
@ApiTags('designations')
@Callers('person')
@Controller('access-delegation/v1/designations/:designationId')
export class DesignationReviewsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('review')
  @ApiOperation({ summary: 'Take a submitted designation up' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Taken up' })
  start(@Param('designationId', IdPipe) id: string, @Body() body: ReasonBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(id, { type: 'StartReview', data: {} }, because(context, body));
  }

  @Post('information-requests')
  @ApiOperation({ summary: 'Ask the authority for more, with a reason or a note; they are read by all who may see the designation' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Asked; it lapses after 30 days' })
  requestInformation(@Param('designationId', IdPipe) id: string, @Body() body: ReasonBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(id, { type: 'RequestInformation', data: { saysWhat: body.reasonCode !== undefined || hasNote(body) } }, because(context, body));
  }

  @Post('verifications')
  @ApiOperation({ summary: 'Record that a signatory’s capacity was checked' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Recorded' })
  verify(@Param('designationId', IdPipe) id: string, @Body() { personId }: VerifyBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(id, { type: 'VerifyCapacity', data: { personId } }, context);
  }

  @Post('approval')
  @ApiOperation({ summary: 'Approve; the mandate starts once the designee has accepted' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Approved' })
  approve(@Param('designationId', IdPipe) id: string, @Body() body: ReasonBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(id, { type: 'ApproveDesignation', data: {} }, because(context, body));
  }

  @Post('refusal')
  @ApiOperation({ summary: 'Refuse, with reasons that are read by all who may see the designation' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Refused' })
  refuse(@Param('designationId', IdPipe) id: string, @Body() body: RefuseBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(id, { type: 'RefuseDesignation', data: { reasonCode: body.reasonCode } }, because(context, body));
  }

  private async change(id: string, command: DesignationCommand, context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(id, await this.commands.execute(new ChangeDesignation(id, command, context)));
  }
}
