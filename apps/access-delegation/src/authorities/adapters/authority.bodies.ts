import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsIn, ValidateIf } from 'class-validator';
import { normaliseEnterpriseNumber } from '#belgium';
import { AUTHORITY_TYPES, SIGNATORY_CAPACITIES, SUPERVISIONS, type AuthorityType, type SignatoryCapacity, type Supervision } from '#contracts';
import { MayBeAbsent, Nested, ReasonBody } from '#http';
import { IsEnterpriseNumber, IsId, IsNisCode } from '../../answers/body-rules.js';
import { TitleBody } from '../../answers/title.body.js';

const LANGUAGES = ['fr', 'de', 'nl'] as const;
const MayBeNull = (): PropertyDecorator => ValidateIf((_, value) => value !== null);
const asNumber = ({ value }: { value: unknown }): unknown => (typeof value === 'string' ? (normaliseEnterpriseNumber(value) ?? value) : value);

class DetailsBody extends ReasonBody {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'BCE/KBO number, ten digits', example: '0206731645' })
  @MayBeAbsent() @MayBeNull() @Transform(asNumber) @IsEnterpriseNumber() readonly enterpriseNumber?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'NIS code, five digits' })
  @MayBeAbsent() @MayBeNull() @IsNisCode() readonly nisCode?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'NIS code of the province' })
  @MayBeAbsent() @MayBeNull() @IsNisCode() readonly province?: string | null;

  @ApiPropertyOptional({ enum: LANGUAGES, isArray: true })
  @MayBeAbsent() @ArrayMinSize(1) @ArrayMaxSize(3) @ArrayUnique() @IsIn(LANGUAGES, { each: true }) readonly languages?: readonly (typeof LANGUAGES)[number][];
}

export class CorrectDetailsBody extends DetailsBody {
  @ApiPropertyOptional({ type: TitleBody }) @MayBeAbsent() @Nested(() => TitleBody) readonly name?: TitleBody;
  @ApiPropertyOptional({ enum: SUPERVISIONS }) @MayBeAbsent() @IsIn(SUPERVISIONS) readonly supervision?: Supervision;
}

export class RegisterAuthorityBody extends DetailsBody {
  @ApiProperty({ enum: AUTHORITY_TYPES }) @IsIn(AUTHORITY_TYPES) readonly type!: AuthorityType;
  @ApiProperty({ type: TitleBody }) @Nested(() => TitleBody) readonly name!: TitleBody;
  @ApiProperty({ enum: SUPERVISIONS }) @IsIn(SUPERVISIONS) readonly supervision!: Supervision;
}

export class MergeBody extends ReasonBody {
  @ApiProperty({ format: 'uuid', description: 'The authority that absorbs this one' }) @IsId() readonly successorId!: string;
}

export class OfficeHolderBody extends ReasonBody {
  @ApiProperty({ format: 'uuid' }) @IsId() readonly personId!: string;
  @ApiProperty({ enum: SIGNATORY_CAPACITIES }) @IsIn(SIGNATORY_CAPACITIES) readonly capacity!: SignatoryCapacity;
}
