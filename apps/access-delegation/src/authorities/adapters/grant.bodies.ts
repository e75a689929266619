import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, ValidateIf } from 'class-validator';
import { ACCESS_ROLES, type AccessRole } from '#contracts';
import { MayBeAbsent, NestedList, ReasonBody } from '#http';
import { IsCode, IsDateOrInstant, IsId, IsReference, trimmed } from '../../answers/body-rules.js';

const DelegationReference = (): PropertyDecorator => (target, key) => {
  for (const decorate of [
    ApiPropertyOptional({ description: 'Of the written delegation, for a submitter who is not the director-general (BR-36); never the name of somebody', example: 'DG/2026/14', maxLength: 64 }),
    MayBeAbsent(), Transform(trimmed), IsReference(),
  ]) decorate(target, key);
};

/** What a cell of a member's access says: a role on categories of a subject for a period. */
export class AccessCellBody extends ReasonBody {
  @ApiProperty({ enum: ACCESS_ROLES }) @IsIn(ACCESS_ROLES) readonly role!: AccessRole;
  @ApiProperty({ description: 'Code of the subject (matière)', example: 'FIN' }) @IsCode() readonly subject!: string;
  @ApiPropertyOptional({ type: [String], description: 'Codes of categories; all that are offered now when left out', example: ['FIN-BUD'] })
  @MayBeAbsent() @IsArray() @ArrayMinSize(1) @ArrayMaxSize(200) @ArrayUnique() @IsCode({ each: true }) readonly categories?: string[];
  @ApiPropertyOptional({ description: 'Categories published or offered later too; only with the whole subject', default: false }) @MayBeAbsent() @IsBoolean() readonly includesFuture?: boolean;
  @ApiPropertyOptional({ description: 'Date or instant, today or later; now when left out' }) @MayBeAbsent() @IsDateOrInstant() readonly from?: string;
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Last day, or an instant; when left out open for a reader, 24 months for the others' })
  @MayBeAbsent() @ValidateIf((_, value) => value !== null && value !== undefined) @IsDateOrInstant() readonly until?: string | null;
  @DelegationReference() readonly delegationReference?: string;
}

export class GrantBody extends AccessCellBody {
  @ApiPropertyOptional({ format: 'uuid', description: 'The grant that this one continues' }) @MayBeAbsent() @IsId() readonly renews?: string;
}

export class ReplaceAccessBody extends ReasonBody {
  @ApiProperty({ type: [AccessCellBody], description: 'Everything the member shall hold; what is not here is revoked' })
  @NestedList(() => AccessCellBody, 500) readonly access!: AccessCellBody[];
  @ApiPropertyOptional({ format: 'uuid', description: 'A member whose access is added, as far as what is listed does not cover it' }) @MayBeAbsent() @IsId() readonly copyFrom?: string;
  @DelegationReference() readonly delegationReference?: string;
}

export class BulkLineBody extends GrantBody {
  @ApiProperty({ format: 'uuid' }) @IsId() readonly memberId!: string;
}

export class BulkBody extends ReasonBody {
  @ApiProperty({ type: [BulkLineBody], maxItems: 500, description: 'All lines or none' })
  @NestedList(() => BulkLineBody, 500) @ArrayMinSize(1) readonly lines!: BulkLineBody[];
}

export class DryRunQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'Answer what would happen and record nothing' })
  @MayBeAbsent() @IsIn(['true', 'false']) readonly dryRun?: 'true' | 'false';
}
