import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { STAFF_FUNCTIONS, type StaffFunction } from '#contracts';
import type { Actor, CommandContext } from '#kernel';
import { because, Callers, Context, CurrentActor, IdPipe, MayBeAbsent, ReasonBody } from '#http';
import { IsCode, IsId } from '../../answers/body-rules.js';
import { ReceiptAnswer, receiptFor } from '../../answers/receipt.answer.js';
import { ChangeStaff } from '../application/change-staff.js';
import { StaffView } from '../application/staff.view.js';
import type { Appointment } from '../domain/staff.js';

class AppointBody extends ReasonBody {
  @ApiProperty({ format: 'uuid' }) @IsId() readonly personId!: string;
  @ApiProperty({ enum: STAFF_FUNCTIONS }) @IsIn(STAFF_FUNCTIONS) readonly function!: StaffFunction;
  @ApiPropertyOptional({ type: [String], description: 'Codes of subjects; all when left out. Who has some only reads grants and asks about categories of these, reads no histories and decides no withdrawal' }) @MayBeAbsent() @IsArray() @ArrayMaxSize(100) @ArrayUnique() @IsCode({ each: true }) readonly subjects?: string[];
  @ApiPropertyOptional({ type: [String], description: 'NIS codes of provinces; all when left out' }) @MayBeAbsent() @IsArray() @ArrayMaxSize(10) @ArrayUnique() @IsCode({ each: true }) readonly provinces?: string[];
}

class FunctionQuery {
  @ApiProperty({ enum: STAFF_FUNCTIONS }) @IsIn(STAFF_FUNCTIONS) readonly function!: StaffFunction;
}

class ScopeAnswer {
  @ApiProperty({ type: [String], description: 'Codes of the catalogue' }) readonly subjects!: readonly string[];
  @ApiProperty({ type: [String], description: 'NIS codes' }) readonly provinces!: readonly string[];
}

class AppointmentAnswer {
  @ApiProperty({ format: 'uuid' }) readonly personId!: string;
  @ApiProperty({ enum: STAFF_FUNCTIONS }) readonly function!: StaffFunction;
  @ApiProperty({ type: ScopeAnswer, description: 'Empty lists mean everywhere' }) readonly scope!: ScopeAnswer;
}

@ApiTags('staff')
@Callers('person')
@Controller('access-delegation/v1/staff')
export class StaffController {
  constructor(private readonly commands: CommandBus, private readonly staff: StaffView) {}

  @Get()
  @ApiOperation({ summary: 'Who acts for the Region' })
  @ApiOkResponse({ type: [AppointmentAnswer], description: 'Running appointments, for administrators' })
  list(@CurrentActor() actor: Actor): Promise<readonly Appointment[]> {
    return this.staff.seenBy(actor);
  }

  @Post()
  @ApiOperation({ summary: 'Appoint a person to a function at the Region' })
  @ApiCreatedResponse({ type: ReceiptAnswer, description: 'Appointed' })
  async appoint(@Body() body: AppointBody, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    const { personId, subjects = [], provinces = [] } = body;
    const data = { personId, function: body.function, scope: { subjects, provinces } };
    return receiptFor(personId, await this.commands.execute(new ChangeStaff({ type: 'AppointStaff', data }, because(context, body))));
  }

  @Delete(':personId')
  @ApiOperation({ summary: 'Dismiss a person from a function' })
  @ApiOkResponse({ type: ReceiptAnswer, description: 'Dismissed' })
  async dismiss(@Param('personId', IdPipe) personId: string, @Query() query: FunctionQuery, @Context() context: CommandContext): Promise<ReceiptAnswer> {
    return receiptFor(personId, await this.commands.execute(new ChangeStaff({ type: 'DismissStaff', data: { personId, function: query.function } }, context)));
  }
}
