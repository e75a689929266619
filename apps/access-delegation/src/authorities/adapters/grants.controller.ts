import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '#kernel';
import { because, Callers, Context, IdPipe, IfMatch, newId, ReasonBody } from '#http';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeAuthority } from '../application/change-authority.js';
import type { GrantCommand } from '../domain/grants.js';
import { cellOf } from './access-cells.js';
import { GrantBody } from './grant.bodies.js';
import { guarded } from './guarded.js';

@ApiTags('grants')
@Callers('person')
@Controller('access-delegation/v1/authorities/:authorityId/members/:memberId/grants')
export class GrantsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Grant a member a role on categories of a subject' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Granted' })
  grant(@Param('authorityId', IdPipe) authorityId: string, @Param('memberId', IdPipe) memberId: string, @Body() body: GrantBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    const grantId = newId(context, 'grant');
    const renews = body.renews === undefined ? {} : { renews: body.renews };
    return this.change(authorityId, grantId, { type: 'GrantAccess', data: { grantId, memberId, ...cellOf(body), ...renews } }, context);
  }

  @Post(':grantId/revocation')
  @ApiOperation({ summary: 'Take a grant back; a reason is needed' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Revoked' })
  revoke(
    @Param('authorityId', IdPipe) authorityId: string, @Param('memberId', IdPipe) memberId: string, @Param('grantId', IdPipe) grantId: string,
    @Body() body: ReasonBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    return this.change(authorityId, grantId, { type: 'RevokeAccess', data: { memberId, grantId, ...guarded(body, ifMatch) } }, because(context, body));
  }

  @Post(':grantId/renunciation')
  @ApiOperation({ summary: 'Renounce a grant of one’s own' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Renounced' })
  renounce(
    @Param('authorityId', IdPipe) authorityId: string, @Param('memberId', IdPipe) memberId: string, @Param('grantId', IdPipe) grantId: string,
    @Body() body: ReasonBody, @IfMatch() ifMatch: number | undefined, @Context() context: CommandContext,
  ): Promise<ReceiptAnswer> {
    return this.change(authorityId, grantId, { type: 'RenounceGrant', data: { memberId, grantId, ...guarded(body, ifMatch) } }, because(context, body));
  }

  private async change(authorityId: string, grantId: string, command: GrantCommand, context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(grantId, await this.commands.execute(new ChangeAuthority(authorityId, command, context)));
  }
}
