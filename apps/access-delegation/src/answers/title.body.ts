import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '#http';
import { trimmed } from './body-rules.js';

export class TitleBody {
  @ApiProperty({ maxLength: 200 }) @Transform(trimmed) @IsString() @IsNotEmpty() @MaxLength(200) readonly fr!: string;
  @ApiPropertyOptional({ maxLength: 200 }) @MayBeAbsent() @Transform(trimmed) @IsString() @IsNotEmpty() @MaxLength(200) readonly de?: string;
  @ApiPropertyOptional({ maxLength: 200 }) @MayBeAbsent() @Transform(trimmed) @IsString() @IsNotEmpty() @MaxLength(200) readonly nl?: string;
  @ApiPropertyOptional({ maxLength: 200 }) @MayBeAbsent() @Transform(trimmed) @IsString() @IsNotEmpty() @MaxLength(200) readonly en?: string;
}
