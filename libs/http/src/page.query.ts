import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from './validation.pipe.js';

const decimal = ({ value }: { value: unknown }): unknown => (typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value);

/** The part of a list's query that all lists share; extended by the filters of each. */
export class PageQuery {
  @ApiPropertyOptional({ description: 'How many items at most', minimum: 1, maximum: 200, default: 50 })
  @MayBeAbsent()
  @Transform(decimal)
  @IsInt()
  @Min(1)
  @Max(200)
  readonly limit: number = 50;

  @ApiPropertyOptional({ description: 'The `next` of the page before' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2048)
  readonly cursor?: string;
}
