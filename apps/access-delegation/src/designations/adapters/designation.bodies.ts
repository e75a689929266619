import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MANAGER_KINDS, MEMBER_FUNCTIONS, SIGNATORY_CAPACITIES, type ManagerKind, type MemberFunction, type SignatoryCapacity } from '#contracts';
import { IsReasonCode, MayBeAbsent, NestedList, ReasonBody } from '#http';
import { IsDateOrInstant, IsId, IsReference, IsSha256, trimmed } from '../../answers/body-rules.js';

const PIECES = ['ACT', 'COLLEGE_DECISION', 'DELEGATION', 'IDENTITY', 'OTHER'] as const;

/** A piece is named by where it is kept and the hash of its bytes. */
export class PieceBody {
  @ApiProperty({ enum: PIECES }) @IsIn(PIECES) readonly kind!: (typeof PIECES)[number];
  @ApiProperty({ description: 'Of the document, never the name of somebody', example: '2026/041-B', maxLength: 64 }) @Transform(trimmed) @IsReference() readonly reference!: string;
  @ApiProperty({ description: 'SHA-256 of the bytes, hexadecimal' }) @IsSha256() readonly sha256!: string;
}

export class SignatoryBody {
  @ApiProperty({ format: 'uuid' }) @IsId() readonly personId!: string;
  @ApiProperty({ enum: SIGNATORY_CAPACITIES }) @IsIn(SIGNATORY_CAPACITIES) readonly capacity!: SignatoryCapacity;
  @ApiPropertyOptional({ description: 'Signs by written delegation, which is then a piece', default: false }) @MayBeAbsent() @IsBoolean() readonly byDelegation?: boolean;
}

export class DraftBody extends ReasonBody {
  @ApiProperty({ format: 'uuid', description: 'Found by its number: GET authorities/by-number' }) @IsId() readonly authorityId!: string;
  @ApiProperty({ format: 'uuid', description: 'The person designated' }) @IsId() readonly designeeId!: string;
  @ApiPropertyOptional({ format: 'uuid', description: 'The membership of that person in this authority, if there is one' }) @MayBeAbsent() @IsId() readonly memberId?: string;
  @ApiProperty({ enum: MANAGER_KINDS }) @IsIn(MANAGER_KINDS) readonly kind!: ManagerKind;
  @ApiProperty({ enum: MEMBER_FUNCTIONS, description: 'What the person does in the authority' }) @IsIn(MEMBER_FUNCTIONS) readonly function!: MemberFunction;
  @ApiProperty({ description: 'First day, or an instant; within a year' }) @IsDateOrInstant() readonly from!: string;
  @ApiPropertyOptional({ description: 'Last day, or an instant; six years at most and no longer than six months into the next communal council, which is meant when left out' }) @MayBeAbsent() @IsDateOrInstant() readonly until?: string;
  @ApiProperty({ type: [SignatoryBody], description: 'A pair that is competent for the type of the authority; `competentPairs` of the refusal `pair-not-competent` says which are, and so does the look-up of authorities by number' }) @NestedList(() => SignatoryBody, 2) @ArrayMinSize(2) readonly signatories!: SignatoryBody[];
  @ApiPropertyOptional({ type: [PieceBody] }) @MayBeAbsent() @NestedList(() => PieceBody, 20) readonly pieces?: PieceBody[];
  @ApiPropertyOptional({ description: 'Signed on paper and entered by the helpdesk', default: false }) @MayBeAbsent() @IsBoolean() readonly onPaper?: boolean;
}

export class SignBody {
  @ApiProperty({ description: 'contentSha256 of what was read: nothing else is signed' }) @IsSha256() readonly contentSha256!: string;
}

export class InformationBody extends ReasonBody {
  @ApiPropertyOptional({ type: [PieceBody] }) @MayBeAbsent() @NestedList(() => PieceBody, 20) @ArrayMaxSize(20) readonly pieces?: PieceBody[];
}

export const hasNote = ({ note }: ReasonBody): boolean => note !== undefined && note.trim() !== '';

export class VerifyBody {
  @ApiProperty({ format: 'uuid', description: 'The signatory whose capacity was checked' }) @IsId() readonly personId!: string;
}

export class RefuseBody {
  @ApiProperty({ description: 'Why, as a code: a refusal states its reasons' }) @IsReasonCode() readonly reasonCode!: string;
  @ApiPropertyOptional({ description: 'Why, in free text; stored encrypted', maxLength: 2000 }) @MayBeAbsent() @IsString() @MaxLength(2000) readonly note?: string;
}

export class AcceptBody {
  @ApiProperty({ description: 'The version of the charter accepted with it', minimum: 1 }) @IsInt() @Min(1) @Max(1_000_000) readonly charterVersion!: number;
}
