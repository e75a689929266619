import { ApiPropertyOptional } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { MayBeAbsent } from '#http';

export class TicketQuery {
  @ApiPropertyOptional({ description: 'Number of the ticket on which the helpdesk looks', example: 'T-2027-00042' })
  @MayBeAbsent()
  @Matches(/^[A-Z0-9-]{4,32}$/)
  readonly ticket?: string;
}
