import { ApiProperty } from '@nestjs/swagger';
import { ACTIONS, AUTHORITY_TYPES, MANAGER_KINDS, SIGNATORY_CAPACITIES, type Action } from '#contracts';
import { TitleBody } from '../../answers/title.body.js';
import { GrantView, MandateView, MemberView } from './space.answers.js';

export class ManagerView {
  @ApiProperty({ format: 'uuid' }) readonly personId!: string;
  @ApiProperty({ enum: MANAGER_KINDS }) readonly kind!: string;
}

export class OpenCategoryView {
  @ApiProperty({ description: 'Code of the category' }) readonly category!: string;
  @ApiProperty({ enum: ACTIONS, isArray: true }) readonly actions!: readonly Action[];
}

export class OwnAuthorityView {
  @ApiProperty({ format: 'uuid' }) readonly authorityId!: string;
  @ApiProperty({ type: TitleBody }) readonly name!: Readonly<Partial<Record<'fr' | 'de' | 'nl' | 'en', string>>>;
  @ApiProperty({ enum: AUTHORITY_TYPES }) readonly type!: string;
  @ApiProperty({ enum: ['OPEN', 'CLOSED', 'MERGED'] }) readonly status!: string;
  @ApiProperty({ description: 'The Region has closed one’s doors there: the lists are empty but for the managers, whom to ask' }) readonly accessSuspended!: boolean;
  @ApiProperty({ enum: SIGNATORY_CAPACITIES, isArray: true, description: 'As what one signs for the authority' }) readonly offices!: readonly string[];
  @ApiProperty({ type: [MemberView], description: 'What one is there, or will be: COMING until `from`' }) readonly memberships!: readonly MemberView[];
  @ApiProperty({ type: [ManagerView], description: 'Who manages access there now' }) readonly managers!: readonly ManagerView[];
  @ApiProperty({ type: [GrantView], description: 'What one holds and held' }) readonly grants!: readonly GrantView[];
  @ApiProperty({ type: [OpenCategoryView], description: 'What one may do there now' }) readonly may!: readonly OpenCategoryView[];
  @ApiProperty({ type: [MandateView], description: 'One’s own mandates' }) readonly mandates!: readonly MandateView[];
  @ApiProperty({ type: Number, nullable: true, description: 'The version of the charter that one’s mandate asks to accept, within 30 days of its publication' })
  readonly charterToAccept!: number | null;
}

export class MeView {
  @ApiProperty({ format: 'uuid' }) readonly personId!: string;
  @ApiProperty({ description: 'The Region has closed every door of this person' }) readonly accessSuspended!: boolean;
  @ApiProperty({ type: [OwnAuthorityView], description: 'Where one is a member, now or later, or signs, and what was merged into it as far as one may read there; none while every door is closed' }) readonly authorities!: readonly OwnAuthorityView[];
}
