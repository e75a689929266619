import { ApiProperty } from '@nestjs/swagger';
import type { Receipt } from '#kernel';

/** The answer to every command: what was made, at which version it stands, and what a later read must have seen. */
export class ReceiptAnswer {
  @ApiProperty({ description: 'What the command made or changed', format: 'uuid' })
  readonly id!: string;

  @ApiProperty({ description: 'The stream that recorded it' })
  readonly stream!: string;

  @ApiProperty({ description: 'The version of the stream after the command' })
  readonly version!: number;

  @ApiProperty({ description: 'Send it as the header Consistency-Token with a read that must have seen this; a check takes it there or as context.consistencyToken, and with both waits for both. One that this installation did not make is 400 wherever it is sent' })
  readonly token!: string;
}

export const receiptFor = (id: string, receipt: Receipt): ReceiptAnswer => ({ id, ...receipt });
