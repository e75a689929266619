import type { Collection } from '#persistence';
import { entryIdAt, indexOf, type TrailEntry } from '../domain/trail-entry.js';
import type { TrailOwner } from '../../viewing/application/admission.js';

export type TrailFilter = {
  readonly order: 'asc' | 'desc';
  /** Recorded from this instant on, and before that one. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
};

/** Where the page before ended, and up to which index of the ledger the list is told. */
export type TrailPlace = { readonly after: string | null; readonly upTo: number };
export type EntryPage = { readonly entries: readonly TrailEntry[]; readonly upTo: number; readonly next?: TrailPlace };

const whereOf = ({ kind, id }: TrailOwner) => {
  switch (kind) {
    case 'authority': return { authorityId: id };
    case 'person': return { personId: id, copyOf: null };
    case 'actor': return { actorId: id, copyOf: null };
    case 'region': return { authorityId: null, personId: null };
  }
};

/** Histories page by page, in the order of the ledger or, between two instants, in that of time; pinned to where the first page found them. */
export class TrailPages {
  constructor(private readonly entries: Collection<TrailEntry>) {}

  async page(owner: TrailOwner, { order, from, until }: TrailFilter, limit: number, place?: TrailPlace): Promise<EntryPage> {
    const where = whereOf(owner);
    const upTo = place?.upTo ?? await this.newest(where);
    const timed = from !== undefined || until !== undefined;
    const range = timed
      ? { field: 'at' as const, ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) }
      : { field: 'id' as const, until: entryIdAt(upTo + 1) };
    const { items, next } = await this.entries.find({
      where, range, orderBy: [range.field], descending: order === 'desc', limit, ...(place?.after == null ? {} : { after: place.after }),
    });
    return { entries: items.filter((entry) => indexOf(entry) <= upTo), upTo, ...(next === undefined ? {} : { next: { after: next, upTo } }) };
  }

  async *all(owner: TrailOwner, filter: TrailFilter, pageSize: number): AsyncGenerator<EntryPage> {
    for (let place: TrailPlace | undefined, first = true; first || place; first = false) {
      const page = await this.page(owner, filter, pageSize, place);
      yield page;
      place = page.next;
    }
  }

  private async newest(where: ReturnType<typeof whereOf>): Promise<number> {
    const { items: [newest] } = await this.entries.find({ where, orderBy: ['id'], descending: true, limit: 1 });
    return newest ? indexOf(newest) : 0;
  }
}
