import { ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { ACCESS_ROLES, type AccessRole } from '#contracts';
import { ReceiptAnswer } from '../../answers/receipt.answer.js';
import type { AccessGranted } from '../domain/grants.js';
import type { AuthorityEvent } from '../domain/private-space.js';

export class ForeseenGrant {
  @ApiProperty({ format: 'uuid' }) readonly memberId!: string;
  @ApiProperty({ enum: ACCESS_ROLES }) readonly role!: AccessRole;
  @ApiProperty() readonly subject!: string;
  @ApiProperty({ type: [String] }) readonly categories!: readonly string[];
  @ApiProperty({ format: 'date-time' }) readonly from!: string;
  @ApiPropertyOptional({ type: String, nullable: true, format: 'date-time' }) readonly until!: string | null;
  @ApiProperty({ description: 'To the one who asks' }) readonly selfGranted!: boolean;
}

/** What a change would grant and revoke, nothing recorded. */
export class DifferenceAnswer {
  @ApiProperty({ type: [ForeseenGrant] }) readonly granted!: readonly ForeseenGrant[];
  @ApiProperty({ type: [String], description: 'Ids of the grants that would be revoked' }) readonly revoked!: readonly string[];
}

/** Of an access that was replaced. */
export class ReplacedAnswer extends ReceiptAnswer {
  @ApiProperty({ format: 'uuid', description: 'What was granted and revoked, as one batch: `DELETE …/bulk-access/{batchId}` undoes it within 24 hours' })
  readonly batchId!: string;
}

export const receiptOrDifference = { oneOf: [{ $ref: getSchemaPath(ReplacedAnswer) }, { $ref: getSchemaPath(DifferenceAnswer) }] };

export const differenceIn = (events: readonly AuthorityEvent[]): DifferenceAnswer => ({
  granted: events.flatMap((event) => (event.type === 'AccessGranted' ? [foreseen(event)] : [])),
  revoked: events.flatMap((event) => (event.type === 'AccessRevoked' ? [event.data.grantId] : [])),
});

export const foreseen = ({ data: { memberId, role, subject, categories, from, until, selfGranted } }: AccessGranted): ForeseenGrant =>
  ({ memberId, role, subject, categories, from, until, selfGranted });
