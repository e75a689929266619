import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { AccessGranted } from '#contracts';
import { Clock, plus } from '#kernel';
import { Admission, type Visit } from '../../viewing/application/admission.js';
import { refuseLooking } from '../../viewing/domain/viewers.js';
import { wasHeld } from '../domain/held-access.js';
import type { TrailEntry } from '../domain/trail-entry.js';
import { TrailDocuments } from './trail-documents.js';
import { TrailItems, type TrailItem } from './trail-items.js';
import { TrailPages } from './trail-pages.js';

/** Who held which grant at a past instant, as it is known up to this index of the ledger. */
export type PastAccess = { readonly asOf: string; readonly upTo: number; readonly grants: readonly TrailItem[] };

export class AccessAt extends Query<PastAccess> {
  constructor(readonly visit: Visit, readonly asOf: string) {
    super();
  }
}

const PAGE = 500;

@QueryHandler(AccessAt)
export class AccessAtHandler implements IQueryHandler<AccessAt> {
  constructor(
    private readonly admission: Admission, private readonly trail: TrailDocuments, private readonly pages: TrailPages, private readonly items: TrailItems,
    private readonly clock: Clock,
  ) {}

  async execute({ visit, asOf }: AccessAt): Promise<PastAccess> {
    if (asOf > this.clock.now()) throw refuseLooking('as-of-not-past');
    await this.admission.admit(visit, { access: asOf });
    const { upTo } = await this.pages.page(visit.owner, { order: 'desc' }, 1);
    const held = (await this.grantedBy(visit.owner.id, asOf)).filter((entry) => wasHeld(entry, asOf));
    return { asOf, upTo, grants: await this.items.told(held, upTo) };
  }

  private async grantedBy(authorityId: string, asOf: string): Promise<readonly TrailEntry[]> {
    const granted: TrailEntry[] = [];
    for (let after: string | undefined, first = true; first || after !== undefined; first = false) {
      const { items, next } = await this.trail.entries.find({
        where: { authorityId, type: AccessGranted.type }, range: { field: 'at', until: plus(asOf, 1) }, orderBy: ['at'], limit: PAGE, ...(after === undefined ? {} : { after }),
      });
      granted.push(...items);
      after = next;
    }
    return granted;
  }
}
