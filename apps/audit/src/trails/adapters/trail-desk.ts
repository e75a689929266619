import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { startOf } from '#belgium';
import { ConsistencyTokens } from '#contracts';
import type { CommandContext } from '#kernel';
import type { TrailOwner, Visit } from '../../viewing/application/admission.js';
import { refuseLooking } from '../../viewing/domain/viewers.js';
import { ExportTrail } from '../application/export-trail.js';
import { ReadTrail } from '../application/read-trail.js';
import type { TrailFilter } from '../application/trail-pages.js';
import type { TrailPageAnswer } from './trail.answers.js';
import type { ExportQuery, TrailQuery } from './trail.query.js';

/** Who asks, and what he has already seen. */
export type Asking = { readonly context: CommandContext; readonly token: string | undefined; readonly ticket?: string | undefined };

/** Turns requests for a trail into queries, the same for authorities, persons and actors. */
@Injectable()
export class TrailDesk {
  constructor(private readonly queries: QueryBus, private readonly tokens: ConsistencyTokens) {}

  page(owner: TrailOwner, query: TrailQuery, asking: Asking): Promise<TrailPageAnswer> {
    return this.queries.execute(new ReadTrail(this.visit(owner, { ...asking, ticket: query.ticket }), filterOf(query), query.limit, query.cursor));
  }

  async csv(owner: TrailOwner, query: ExportQuery, asking: Asking): Promise<StreamableFile> {
    const parts = await this.queries.execute(new ExportTrail(this.visit(owner, { ...asking, ticket: query.ticket }), filterOf(query)));
    return new StreamableFile(Readable.from(parts), { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="trail-${owner.kind}-${owner.id}.csv"` });
  }

  visit(owner: TrailOwner, { context: { actor, correlationId }, token, ticket }: Asking): Visit {
    return { owner, actor, correlationId, ticket, seen: token === undefined ? [] : this.tokens.open(token) };
  }
}

/** @throws `date-not-valid`, `period-empty` */
const filterOf = ({ order, ...given }: ExportQuery): TrailFilter => {
  const [from, until] = [given.from, given.until].map((text) => (text === undefined ? undefined : startOf(text)));
  if (from !== undefined && until !== undefined && until <= from) throw refuseLooking('period-empty');
  return { order, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) };
};
