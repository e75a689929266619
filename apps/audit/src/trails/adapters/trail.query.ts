import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { MayBeAbsent, PageQuery, pattern, TicketQuery } from '#http';

const IsInstant =
  pattern('isInstant', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/, {
    fr: 'doit être un instant terminé par Z ou par un décalage', nl: 'moet een tijdstip met Z of een verschuiving zijn', de: 'muss ein Zeitpunkt mit Z oder einer Verschiebung sein', en: 'must be an instant with Z or an offset',
  }, { format: 'date-time' });
const example = '2027-03-02T10:00:00Z';

export class ExportQuery extends TicketQuery {
  @ApiPropertyOptional({ enum: ['asc', 'desc'], default: 'desc', description: 'Oldest or newest first' })
  @MayBeAbsent() @IsIn(['asc', 'desc'])
  readonly order: 'asc' | 'desc' = 'desc';

  @ApiPropertyOptional({ description: 'Recorded at this instant or later; then the order is that of time', example })
  @MayBeAbsent() @IsInstant()
  readonly from?: string;

  @ApiPropertyOptional({ description: 'Recorded before this instant', example })
  @MayBeAbsent() @IsInstant()
  readonly until?: string;
}

/** A page of what an export holds in one. */
export class TrailQuery extends IntersectionType(PageQuery, ExportQuery) {}

export class AccessQuery extends TicketQuery {
  @ApiProperty({ description: 'The past instant asked about', example })
  @IsInstant()
  readonly asOf!: string;
}
