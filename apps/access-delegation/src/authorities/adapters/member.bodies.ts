import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, ValidateIf } from 'class-validator';
import { MEMBER_FUNCTIONS, type MemberFunction } from '#contracts';
import { MayBeAbsent, ReasonBody } from '#http';
import { IsDateOrInstant, IsId, IsLocalDate } from '../../answers/body-rules.js';

export class PrepareMemberBody extends ReasonBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'For whom the profile is; without it, identity says later whose it is' }) @MayBeAbsent() @IsId() readonly personId?: string;
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
  @ApiPropertyOptional({ description: 'The day the person really left, for information' }) @MayBeAbsent() @IsLocalDate() readonly leftOn?: string;
  @ApiPropertyOptional({ description: 'Go on although nobody would manage access any more' }) @MayBeAbsent() @IsBoolean() readonly force?: boolean;
}

export class ExtensionBody extends ReasonBody {
  @ApiProperty({ type: String, nullable: true, description: 'Last day, or an instant; null for no end' }) @ValidateIf((_, value) => value !== null) @IsDateOrInstant() readonly until!: string | null;
}
