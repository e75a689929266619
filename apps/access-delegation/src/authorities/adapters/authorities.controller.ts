import { Body, Controller, Delete, Param, Patch, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#kernel';
import { because, Callers, Context, IdPipe, IfMatch, newId, ReasonBody } from '#http';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeAuthority } from '../application/change-authority.js';
import { CloseOrReopen } from '../application/close-authority.js';
import { CorrectAuthority } from '../application/correct-details.js';
import { RegisterAuthority } from '../application/register-authority.js';
import type { Close, MergeInto, Reopen } from '../domain/authority.js';
import { CorrectDetailsBody, MergeBody, OfficeHolderBody, RegisterAuthorityBody } from './authority.bodies.js';
import { guarded } from './guarded.js';

@ApiTags('authorities')
@Callers('person')
@Controller('access-delegation/v1/authorities')
export class AuthoritiesController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Register a local authority' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Registered' })
  async register(@Body() { reasonCode, note, ...details }: RegisterAuthorityBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    const id = newId(context, 'authority');
    const { enterpriseNumber = null, nisCode = null, province = null, languages = ['fr'] } = details;
    const registered = { ...details, enterpriseNumber, nisCode, province, languages };
    return receiptFor(id, await this.commands.execute(new RegisterAuthority(id, registered, because(context, { reasonCode, note }))));
  }

  @Patch(':authorityId')
  @ApiOperation({ summary: 'Correct the registered details' })
  @ApiOkResponse({ type: ReceiptAnswer, description: 'Corrected' })
  async correct(
    @Param('authorityId', IdPipe) id: string, @Body() { reasonCode, note, ...details }: CorrectDetailsBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    return receiptFor(id, await this.commands.execute(new CorrectAuthority(id, { ...details, ...guarded({ reasonCode }, ifMatch) }, because(context, { reasonCode, note }))));
  }

  @Post(':authorityId/closure')
  @ApiOperation({ summary: 'Close an authority: every door of it is shut at once' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Closed' })
  close(@Param('authorityId', IdPipe) id: string, @Body() body: ReasonBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.closeOrReopen(id, { type: 'Close', data: guarded(body, ifMatch) }, because(context, body));
  }

  @Post(':authorityId/reopening')
  @ApiOperation({ summary: 'Undo a closing: access runs as it stood' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Reopened' })
  reopen(@Param('authorityId', IdPipe) id: string, @Body() body: ReasonBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.closeOrReopen(id, { type: 'Reopen', data: guarded(body, ifMatch) }, because(context, body));
  }

  @Post(':authorityId/merger')
  @ApiOperation({ summary: 'Record that another authority absorbed this one' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Merged and closed; its history stays readable from the successor' })
  merge(@Param('authorityId', IdPipe) id: string, @Body() body: MergeBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.closeOrReopen(id, { type: 'MergeInto', data: { successorId: body.successorId, ...guarded(body, ifMatch) } }, because(context, body));
  }

  @Post(':authorityId/office-holders')
  @ApiOperation({ summary: 'Record a person who signs for the authority' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Recorded' })
  async recordOfficeHolder(@Param('authorityId', IdPipe) id: string, @Body() body: OfficeHolderBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    const officeHolderId = newId(context, 'office-holder');
    const { personId, capacity } = body;
    const command = { type: 'RecordOfficeHolder', data: { officeHolderId, personId, capacity, ...guarded(body) } } as const;
    return receiptFor(officeHolderId, await this.commands.execute(new ChangeAuthority(id, command, because(context, body))));
  }

  @Delete(':authorityId/office-holders/:officeHolderId')
  @ApiOperation({ summary: 'Record that a person signs no longer' })
  @ApiOkResponse({ type: ReceiptAnswer, description: 'Ended' })
  async endOfficeHolder(@Param('authorityId', IdPipe) id: string, @Param('officeHolderId', IdPipe) officeHolderId: string, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(officeHolderId, await this.commands.execute(new ChangeAuthority(id, { type: 'EndOfficeHolder', data: { officeHolderId } }, context)));
  }

  private async closeOrReopen(id: string, command: Close | MergeInto | Reopen, context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(id, await this.commands.execute(new CloseOrReopen(id, command, context)));
  }
}
