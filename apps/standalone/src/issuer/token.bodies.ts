import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMinSize, ArrayUnique, IsArray, IsIn } from 'class-validator';
import { ANY_FACTS, MayBeAbsent, pattern } from '#http';
import { SIGN_INS, type SignIn } from './token-signer.js';

export const AUDIENCES = ['access-delegation', 'audit'] as const;
export type Audience = (typeof AUDIENCES)[number];

const IsAliasOrId = pattern('isAliasOrId', /^[a-z0-9-]{1,36}$/, {
  fr: 'doit être un alias ou un identifiant de personne', nl: 'moet een alias of een identificatie van een persoon zijn', de: 'muss ein Alias oder eine Kennung einer Person sein', en: 'must be an alias or an id of a person',
});

const asList = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? [value] : value);

export class SignInBody {
  @ApiProperty({ description: 'Alias or id of a demonstration person', example: 'lea' })
  @IsAliasOrId() readonly person!: string;

  @ApiPropertyOptional({ enum: AUDIENCES, isArray: true, description: 'The services that the token is for; all of them when absent' })
  @MayBeAbsent() @Transform(asList) @IsArray() @ArrayMinSize(1) @ArrayUnique() @IsIn(AUDIENCES, { each: true }) readonly audience?: readonly Audience[];

  @ApiPropertyOptional({ enum: SIGN_INS, description: 'low: password, substantial: passkey, high: simulated FAS (when absent)' })
  @MayBeAbsent() @IsIn(SIGN_INS) readonly assurance?: SignIn;
}

export class TokenAnswer {
  @ApiProperty() readonly accessToken!: string;
  @ApiProperty({ enum: ['Bearer'] }) readonly tokenType!: 'Bearer';
  @ApiProperty({ description: 'Seconds' }) readonly expiresIn!: number;
  @ApiProperty({ format: 'uuid' }) readonly personId!: string;
}

export class PersonAnswer {
  @ApiProperty({ format: 'uuid' }) readonly id!: string;
  @ApiProperty() readonly alias!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty() readonly about!: string;
}

export class PeopleAnswer {
  @ApiProperty({ type: PersonAnswer, isArray: true }) readonly items!: readonly PersonAnswer[];
}

export class KeysAnswer {
  @ApiProperty({ type: 'array', items: ANY_FACTS, description: 'JSON Web Keys (RFC 7517)' }) readonly keys!: readonly object[];
}
