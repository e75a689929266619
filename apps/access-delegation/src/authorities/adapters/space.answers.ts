import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ACCESS_ROLES, AUTHORITY_TYPES, MANAGER_KINDS, MEMBER_FUNCTIONS, SIGNATORY_CAPACITIES, SUPERVISIONS, SUSPENSION_LEVELS } from '#contracts';
import { TitleBody } from '../../answers/title.body.js';

const STANDINGS = ['COMING', 'RUNNING', 'SUSPENDED', 'OVER'] as const;
type Standing = (typeof STANDINGS)[number];
const nullable = { type: String, nullable: true } as const;

export class AuthorityView {
  @ApiProperty({ format: 'uuid' }) readonly authorityId!: string;
  @ApiProperty({ enum: AUTHORITY_TYPES }) readonly type!: string;
  @ApiProperty({ type: TitleBody }) readonly name!: Readonly<Partial<Record<'fr' | 'de' | 'nl' | 'en', string>>>;
  @ApiProperty({ ...nullable, description: 'BCE/KBO number' }) readonly enterpriseNumber!: string | null;
  @ApiProperty(nullable) readonly nisCode!: string | null;
  @ApiProperty({ ...nullable, description: 'NIS code of the province' }) readonly province!: string | null;
  @ApiProperty({ type: [String], description: 'Languages of the authority' }) readonly languages!: readonly string[];
  @ApiProperty({ enum: SUPERVISIONS }) readonly supervision!: string;
  @ApiProperty({ enum: ['OPEN', 'CLOSED', 'MERGED'] }) readonly status!: string;
  @ApiProperty({ ...nullable, format: 'uuid', description: 'The authority that absorbed this one' }) readonly successorId!: string | null;
  @ApiProperty({ type: [String], description: 'primary-missing, deputy-missing' }) readonly warnings!: readonly string[];
  @ApiProperty({ ...nullable, format: 'date-time', description: 'From when nobody will manage access, as things stand' }) readonly managersUntil!: string | null;
  @ApiProperty({ description: 'ETag of the details' }) readonly version!: number;
}

export class OfficeHolderView {
  @ApiProperty({ format: 'uuid' }) readonly officeHolderId!: string;
  @ApiProperty({ format: 'uuid' }) readonly personId!: string;
  @ApiProperty({ enum: SIGNATORY_CAPACITIES }) readonly capacity!: string;
}

export class MandateView {
  @ApiProperty({ format: 'uuid' }) readonly mandateId!: string;
  @ApiProperty({ format: 'uuid' }) readonly memberId!: string;
  @ApiProperty({ format: 'uuid' }) readonly personId!: string;
  @ApiProperty({ enum: MANAGER_KINDS }) readonly kind!: string;
  @ApiProperty({ format: 'date-time' }) readonly from!: string;
  @ApiProperty({ format: 'date-time' }) readonly until!: string;
  @ApiProperty({ enum: STANDINGS }) readonly standing!: Standing;
  @ApiProperty({ format: 'uuid', description: 'The designation it rests on' }) readonly designationId!: string;
  @ApiProperty({ description: 'Gives power now: running, not suspended, charter accepted, person not withdrawn' }) readonly active!: boolean;
  @ApiProperty({ type: Number, nullable: true }) readonly charterVersion!: number | null;
  @ApiProperty({ enum: SUSPENSION_LEVELS, nullable: true }) readonly suspended!: string | null;
  @ApiProperty({ ...nullable, description: 'Why it ended before its time' }) readonly ended!: string | null;
  @ApiProperty({ description: 'ETag' }) readonly version!: number;
}

export class MemberView {
  @ApiProperty({ format: 'uuid' }) readonly memberId!: string;
  @ApiProperty({ ...nullable, format: 'uuid' }) readonly personId!: string | null;
  @ApiProperty({ ...nullable, format: 'uuid', description: 'For whom the profile was prepared, if that was said' }) readonly preparedFor!: string | null;
  @ApiProperty({ description: 'Identity has confirmed who it is; nothing opens before' }) readonly identified!: boolean;
  @ApiProperty({ enum: MEMBER_FUNCTIONS }) readonly function!: string;
  @ApiProperty({ format: 'date-time' }) readonly from!: string;
  @ApiProperty({ ...nullable, format: 'date-time' }) readonly until!: string | null;
  @ApiProperty({ enum: STANDINGS }) readonly standing!: Standing;
  @ApiProperty({ enum: SUSPENSION_LEVELS, nullable: true }) readonly suspended!: string | null;
  @ApiProperty({ description: 'The Region has closed the doors of this person' }) readonly accessSuspended!: boolean;
  @ApiProperty({ description: 'A departure is recorded: `until` is its day' }) readonly leaving!: boolean;
  @ApiProperty({ description: 'Grants that open something now, of those one may see' }) readonly runningGrants!: number;
  @ApiProperty({ description: 'ETag' }) readonly version!: number;
  @ApiProperty({ description: 'ETag of the whole access' }) readonly accessVersion!: number;
}

export class GrantView {
  @ApiProperty({ format: 'uuid' }) readonly grantId!: string;
  @ApiProperty({ format: 'uuid' }) readonly memberId!: string;
  @ApiProperty({ enum: ACCESS_ROLES }) readonly role!: string;
  @ApiProperty() readonly subject!: string;
  @ApiProperty({ type: [String] }) readonly categories!: readonly string[];
  @ApiProperty({ type: [String], description: 'Those of its categories that are closed, or not offered to this authority any more' }) readonly notOffered!: readonly string[];
  @ApiProperty({ description: 'Categories published or offered later too' }) readonly includesFuture!: boolean;
  @ApiProperty({ format: 'date-time' }) readonly from!: string;
  @ApiProperty({ ...nullable, format: 'date-time' }) readonly until!: string | null;
  @ApiProperty({ enum: STANDINGS, description: 'SUSPENDED: it opens nothing now, because the member is suspended or not identified yet, no category is offered any more, or the authority is not open' }) readonly standing!: Standing;
  @ApiProperty() readonly selfGranted!: boolean;
  @ApiPropertyOptional({ ...nullable, format: 'uuid' }) readonly batchId!: string | null;
  @ApiProperty({ ...nullable, format: 'uuid', description: 'The batch that took it back: undoing that batch grants it again' }) readonly replacedIn!: string | null;
  @ApiProperty({ ...nullable, format: 'uuid', description: 'The grant that this one gave back when a batch was undone' }) readonly restores!: string | null;
  @ApiProperty({ ...nullable, description: 'The written delegation of a submitter' }) readonly delegationReference!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly grantedAt!: string;
  @ApiProperty({ description: 'ETag' }) readonly version!: number;
}
