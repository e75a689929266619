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

/** The title as events keep it: a plain object with the languages that were given. */
export const titleOf = ({ fr, de, nl, en }: TitleBody): { readonly fr: string; readonly de?: string; readonly nl?: string; readonly en?: string } => ({
  fr, ...(de === undefined ? {} : { de }), ...(nl === undefined ? {} : { nl }), ...(en === undefined ? {} : { en }),
});
