import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsString, Matches, MaxLength } from 'class-validator';
import type { CommandContext } from '#kernel';
import { because, Callers, Context, IdPipe, MayBeAbsent, newId, ReasonBody } from '#http';
import { IsId } from '../../answers/body-rules.js';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeWithdrawal } from '../application/change-withdrawal.js';
import type { WithdrawalCommand } from '../domain/withdrawals.js';

class OrderBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only in this authority; everywhere when left out' }) @MayBeAbsent() @IsId() readonly authorityId?: string;
  @ApiProperty({ description: 'Why, as a code: an act that closes doors states its reasons' }) @Matches(/^[A-Z][A-Z0-9_]{0,63}$/) readonly reasonCode!: string;
  @ApiPropertyOptional({ description: 'Why, in free text; stored encrypted', maxLength: 2000 }) @MayBeAbsent() @IsString() @MaxLength(2000) readonly note?: string;
}

@ApiTags('withdrawals')
@Callers('person')
@Controller('access-delegation/v1/persons/:personId/withdrawals')
export class WithdrawalsController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Close every door of a person at once, everywhere or in one authority' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Ordered; another officer confirms within 30 days' })
  order(@Param('personId', IdPipe) personId: string, @Body() body: OrderBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    const withdrawalId = newId(context, 'withdrawal');
    const data = { withdrawalId, personId, authorityId: body.authorityId ?? null, reasonCode: body.reasonCode };
    return this.change(personId, withdrawalId, { type: 'OrderWithdrawal', data }, because(context, body));
  }

  @Post(':withdrawalId/confirmation')
  @ApiOperation({ summary: 'Confirm a withdrawal ordered by another officer: memberships and mandates end' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Confirmed' })
  confirm(@Param('personId', IdPipe) personId: string, @Param('withdrawalId', IdPipe) withdrawalId: string, @Body() body: ReasonBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(personId, withdrawalId, { type: 'ConfirmWithdrawal', data: { withdrawalId } }, because(context, body));
  }

  @Post(':withdrawalId/lifting')
  @ApiOperation({ summary: 'Lift a withdrawal: access runs as it stood' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Lifted' })
  lift(@Param('personId', IdPipe) personId: string, @Param('withdrawalId', IdPipe) withdrawalId: string, @Body() body: ReasonBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(personId, withdrawalId, { type: 'LiftWithdrawal', data: { withdrawalId } }, because(context, body));
  }

  private async change(personId: string, withdrawalId: string, command: WithdrawalCommand, context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(withdrawalId, await this.commands.execute(new ChangeWithdrawal(personId, command, context)));
  }
}
