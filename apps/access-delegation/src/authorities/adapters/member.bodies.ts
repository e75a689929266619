import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, Matches, ValidateIf } from 'class-validator';
import { MEMBER_FUNCTIONS, type MemberFunction } from '#contracts';
import { MayBeAbsent, ReasonBody } from '#http';
import { IsDateOrInstant, IsId } from '../../answers/body-rules.js';

export class PrepareMemberBody extends ReasonBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'Whom identity knows already; may be attached later' }) @MayBeAbsent() @IsId() readonly personId?: string;
  @ApiProperty({ enum: MEMBER_FUNCTIONS }) @IsIn(MEMBER_FUNCTIONS) readonly function!: MemberFunction;
  @ApiPropertyOptional({ description: 'Date or instant, today or later; now when left out' }) @MayBeAbsent() @IsDateOrInstant() readonly from?: string;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Last day, or an instant; open when left out' })
  @MayBeAbsent() @ValidateIf((_, value) => value !== null && value !== undefined) @IsDateOrInstant() readonly until?: string | null;
}

export class FunctionBody extends ReasonBody {
  @ApiProperty({ enum: MEMBER_FUNCTIONS }) @IsIn(MEMBER_FUNCTIONS) readonly function!: MemberFunction;
}

export class DepartureBody extends ReasonBody {
  @ApiPropertyOptional({ description: 'Last day, or the instant; now when left out' }) @MayBeAbsent() @IsDateOrInstant() readonly at?: string;
  @ApiPropertyOptional({ description: 'The day the person really left, for information' }) @MayBeAbsent() @Matches(/^\d{4}-\d{2}-\d{2}$/) readonly leftOn?: string;
  @ApiPropertyOptional({ description: 'Go on although nobody would manage access any more' }) @MayBeAbsent() @IsBoolean() readonly force?: boolean;
}
