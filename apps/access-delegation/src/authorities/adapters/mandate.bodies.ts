import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent, ReasonBody } from '#http';

export class AcceptCharterBody {
  @ApiProperty({ minimum: 1 }) @IsInt() @Min(1) @Max(1_000_000) readonly charterVersion!: number;
}

export class ResignationBody extends ReasonBody {
  @ApiPropertyOptional({ description: 'Go on although nobody would manage access any more' }) @MayBeAbsent() @IsBoolean() readonly force?: boolean;
}

const ENDINGS = ['REVOKED_BY_AUTHORITY', 'LEFT', 'ABUSE'] as const;

export class EndMandateBody {
  @ApiProperty({ enum: ENDINGS, description: 'ABUSE also takes back what the manager granted to himself' }) @IsIn(ENDINGS) readonly reason!: (typeof ENDINGS)[number];
  @ApiPropertyOptional({ description: 'Go on although nobody would manage access any more' }) @MayBeAbsent() @IsBoolean() readonly force?: boolean;
  @ApiPropertyOptional({ description: 'Why, in free text; stored encrypted', maxLength: 2000 }) @MayBeAbsent() @IsString() @MaxLength(2000) readonly note?: string;
}
