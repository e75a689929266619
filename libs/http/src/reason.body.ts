import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { CommandContext } from '#kernel';
import { pattern } from './rule.js';
import { MayBeAbsent } from './validation.pipe.js';

/** Why, as a code that is kept in clear and published. */
export const IsReasonCode = pattern('isReasonCode', /^[A-Z][A-Z0-9_]{0,63}$/, {
  fr: 'doit être un code : au plus 64 majuscules, chiffres et _, une majuscule d’abord', nl: 'moet een code zijn: hoogstens 64 hoofdletters, cijfers en _, eerst een hoofdletter',
  de: 'muss ein Code sein: höchstens 64 Großbuchstaben, Ziffern und _, zuerst ein Großbuchstabe', en: 'must be a code: at most 64 capitals, digits and _, a capital first',
});

/** What a body may say about why: extended by the bodies of commands that take a reason. */
export class ReasonBody {
  @ApiPropertyOptional({ description: 'Why, as a code', pattern: '^[A-Z][A-Z0-9_]{0,63}$' })
  @MayBeAbsent()
  @IsReasonCode()
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
