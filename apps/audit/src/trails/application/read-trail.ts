import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Cursors } from '#http';
import { Admission, type Visit } from '../../viewing/application/admission.js';
import { TrailItems, type TrailItem } from './trail-items.js';
import { TrailPages, type TrailFilter, type TrailPlace } from './trail-pages.js';

/** `upTo`: the index of the ledger up to which the list is told; all its pages are. */
export type TrailPage = { readonly items: readonly TrailItem[]; readonly upTo: number; readonly next: string | null };

export class ReadTrail extends Query<TrailPage> {
  constructor(readonly visit: Visit, readonly filter: TrailFilter, readonly limit: number, readonly cursor?: string) {
    super();
  }
}

@QueryHandler(ReadTrail)
export class ReadTrailHandler implements IQueryHandler<ReadTrail> {
  constructor(private readonly admission: Admission, private readonly pages: TrailPages, private readonly items: TrailItems, private readonly cursors: Cursors<TrailPlace>) {}

  async execute({ visit, filter, limit, cursor }: ReadTrail): Promise<TrailPage> {
    const { owner, actor } = visit;
    const query = { list: 'trail', kind: owner.kind, id: owner.id, ...filter };
    const given = { caller: `${actor.kind} ${actor.id}`, query };
    const place = cursor === undefined ? undefined : this.cursors.open(cursor, given);
    const sight = await this.admission.admit(visit, { ...filter, limit, ...(place ? { after: place.after, upTo: place.upTo } : {}) });
    const { entries, upTo, next } = await this.pages.page(owner, filter, limit, place);
    return { items: await this.items.told(entries, upTo, sight), upTo, next: next ? this.cursors.seal(next, given) : null };
  }
}
