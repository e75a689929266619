import { Body, Controller, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiPreconditionFailedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#kernel';
import { because, Callers, Context, IdPipe, newId, RateLimited, ReasonBody } from '#http';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeDesignation } from '../application/change-designation.js';
import type { DesignationCommand } from '../domain/designations.js';
import { contentOf } from './designation.content.js';
import { AcceptBody, DraftBody, hasNote, InformationBody, SignBody } from './designation.bodies.js';

/** What the authority's side does: draft, sign, answer, accept, take back. */
@ApiTags('designations')
@Callers('person')
@Controller('access-delegation/v1/designations')
export class DesignationsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @RateLimited({ name: 'drafts', most: 10, seconds: 3_600 })
  @ApiOperation({ summary: 'Draft the designation of a local security manager' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Drafted; signatories and the designated person can see it' })
  draft(@Body() body: DraftBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    const id = newId(context, 'designation');
    return this.change(id, { type: 'DraftDesignation', data: contentOf(id, body) }, because(context, body));
  }

  @Put(':designationId')
  @ApiOperation({ summary: 'Draft it anew, until the first signature' })
  @ApiOkResponse({ type: ReceiptAnswer, description: 'Drafted anew' })
  redraft(@Param('designationId', IdPipe) id: string, @Body() body: DraftBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(id, { type: 'RedraftDesignation', data: contentOf(id, body) }, because(context, body));
  }

  @Post(':designationId/signatures')
  @ApiOperation({ summary: 'Sign the content that was read; the last signature submits it' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Signed' })
  @ApiPreconditionFailedResponse({ description: 'The content is no longer the one with this hash' })
  sign(@Param('designationId', IdPipe) id: string, @Body() { contentSha256 }: SignBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(id, { type: 'SignDesignation', data: { contentSha256 } }, context);
  }

  @Post(':designationId/information')
  @ApiOperation({ summary: 'Answer what the officer asked, with a note, pieces, or both; the note is read by all who may see the designation' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Answered' })
  provideInformation(@Param('designationId', IdPipe) id: string, @Body() body: InformationBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(id, { type: 'ProvideInformation', data: { pieces: body.pieces ?? [], hasNote: hasNote(body) } }, because(context, body));
  }

  @Post(':designationId/acceptance')
  @ApiOperation({ summary: 'Accept one’s own designation and the charter' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Accepted' })
  accept(@Param('designationId', IdPipe) id: string, @Body() { charterVersion }: AcceptBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(id, { type: 'AcceptDesignation', data: { charterVersion } }, context);
  }

  @Post(':designationId/refusal-by-designee')
  @ApiOperation({ summary: 'Decline one’s own designation; the note is read by all who may see it' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Declined' })
  decline(@Param('designationId', IdPipe) id: string, @Body() body: ReasonBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(id, { type: 'DeclineDesignation', data: {} }, because(context, body));
  }

  @Post(':designationId/withdrawal')
  @ApiOperation({ summary: 'Take a designation back before it takes effect; reason and note are read by all who may see it' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Taken back' })
  withdraw(@Param('designationId', IdPipe) id: string, @Body() body: ReasonBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(id, { type: 'WithdrawDesignation', data: {} }, because(context, body));
  }

  private async change(id: string, command: DesignationCommand, context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(id, await this.commands.execute(new ChangeDesignation(id, command, context)));
  }
}
