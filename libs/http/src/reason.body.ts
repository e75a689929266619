import { ApiPropertyOptional } from '@nestjs/swagger';
import { Matches, MaxLength, IsString } from 'class-validator';
import type { CommandContext } from '#kernel';
import { MayBeAbsent } from './validation.pipe.js';

/** What a body may say about why: extended by the bodies of commands that take a reason. */
export class ReasonBody {
  @ApiPropertyOptional({ description: 'Why, as a code', pattern: '^[A-Z][A-Z0-9_]{0,63}$' })
  @MayBeAbsent()
  @Matches(/^[A-Z][A-Z0-9_]{0,63}$/)
  readonly reasonCode?: string;

  @ApiPropertyOptional({ description: 'Why, in free text; stored encrypted', maxLength: 2000 })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2000)
  readonly note?: string;
}

type Reason = { readonly reasonCode?: string | undefined; readonly note?: string | undefined };

/** The context of a command with the reason its body gives. */
export const because = (context: CommandContext, { reasonCode, note }: Reason): CommandContext => ({
  ...context,
  ...(reasonCode === undefined ? {} : { reasonCode }),
  ...(note === undefined ? {} : { note }),
});
