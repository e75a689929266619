import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { Actor, CommandContext } from '#kernel';
import { because, Callers, Context, CurrentActor, IdPipe, IsReasonCode, MayBeAbsent, newId, ReasonBody } from '#http';
import { IsId } from '../../answers/body-rules.js';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeWithdrawal } from '../application/change-withdrawal.js';
import { WithdrawalsView } from '../application/withdrawals.view.js';
import type { Withdrawal, WithdrawalCommand } from '../domain/withdrawals.js';

class OrderBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'Only in this authority; everywhere when left out' }) @MayBeAbsent() @IsId() readonly authorityId?: string;
  @ApiProperty({ description: 'Why, as a code: an act that closes doors states its reasons' }) @IsReasonCode() readonly reasonCode!: string;
  @ApiPropertyOptional({ description: 'Why, in free text; stored encrypted', maxLength: 2000 }) @MayBeAbsent() @IsString() @MaxLength(2000) readonly note?: string;
}

class WithdrawalAnswer {
  @ApiProperty({ format: 'uuid' }) readonly withdrawalId!: string;
  @ApiProperty({ format: 'uuid' }) readonly personId!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Only in this authority; null is everywhere' }) readonly authorityId!: string | null;
  @ApiProperty({ enum: ['ORDERED', 'CONFIRMED', 'LIFTED'] }) readonly status!: string;
  @ApiProperty({ format: 'date-time', description: 'When it is escalated unless it is decided' }) readonly decideBefore!: string;
  @ApiProperty() readonly escalated!: boolean;
  @ApiProperty({ format: 'uuid', description: 'Another officer confirms' }) readonly orderedBy!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Another officer records an annulment' }) readonly confirmedBy!: string | null;
}

@ApiTags('withdrawals')
@Callers('person')
@Controller('access-delegation/v1/persons/:personId/withdrawals')
export class WithdrawalsController {
  constructor(private readonly commands: CommandBus, private readonly view: WithdrawalsView) {}

  @Get()
  @ApiOperation({ summary: 'What was decided about a person, for officers of the Region', description: 'It closes doors of every subject: officers with some subjects only neither see nor decide it; everywhere, it is decided by officers without limits of province.' })
  @ApiOkResponse({ type: [WithdrawalAnswer], description: 'Oldest first; lifted ones too' })
  list(@Param('personId', IdPipe) personId: string, @CurrentActor() actor: Actor): Promise<readonly Withdrawal[]> {
    return this.view.seenBy(actor, personId);
  }

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

  @Post(':withdrawalId/annulment')
  @ApiOperation({ summary: 'Record that a court annulled a confirmed withdrawal: what ended stays ended, the person may be given access anew' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Recorded' })
  annul(@Param('personId', IdPipe) personId: string, @Param('withdrawalId', IdPipe) withdrawalId: string, @Body() body: ReasonBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return this.change(personId, withdrawalId, { type: 'AnnulWithdrawal', data: { withdrawalId } }, because(context, body));
  }

  private async change(personId: string, withdrawalId: string, command: WithdrawalCommand, context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(withdrawalId, await this.commands.execute(new ChangeWithdrawal(personId, command, context)));
  }
}
