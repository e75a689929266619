import type { GrantHeld } from '#access-index';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock } from '#kernel';
import { Admission, type Visit } from '../../viewing/application/admission.js';
import { refuseLooking } from '../../viewing/domain/viewers.js';
import { TrailDocuments } from './trail-documents.js';
import { accessInFrench } from './access-in-french.js';
import { TrailItems, type TrailItem } from './trail-items.js';
import { TrailPages } from './trail-pages.js';
import { namedAt, type Named } from './told-in-french.js';

/** A grant as it was told, and what it opened at that instant. */
export type PastGrant = TrailItem & { readonly access: PastAccess };
export type PastAccess = { readonly open: boolean; readonly text: string; readonly categories: GrantHeld['categories'] };

/** Who held which grant at a past instant and what it opened then, as it is known up to this index of the ledger. */
export type PastGrants = { readonly asOf: string; readonly upTo: number; readonly grants: readonly PastGrant[] };

export class AccessAt extends Query<PastGrants> {
  constructor(readonly visit: Visit, readonly asOf: string) {
    super();
  }
}

@QueryHandler(AccessAt)
export class AccessAtHandler implements IQueryHandler<AccessAt> {
  constructor(
    private readonly admission: Admission, private readonly trail: TrailDocuments, private readonly pages: TrailPages, private readonly items: TrailItems,
    private readonly clock: Clock,
  ) {}

  async execute({ visit, asOf }: AccessAt): Promise<PastGrants> {
    if (asOf > this.clock.now()) throw refuseLooking('as-of-not-past');
    const sight = await this.admission.admit(visit, { access: asOf });
    const { upTo } = await this.pages.page(visit.owner, { order: 'desc' }, 1);
    const held = new Map((await this.trail.history.grantsHeld(visit.owner.id, asOf)).map((grant) => [grant.grantId, grant]));
    const items = await this.items.told(await this.trail.grants([...held.keys()]), upTo, sight);
    const named = namedAt(await this.trail.titles.ofCategories([...held.values()].flatMap(categoriesOf)), asOf);
    return { asOf, upTo, grants: items.map((item) => ({ ...item, access: accessOf(named, held.get(String(item.facts['grantId']))) })) };
  }
}

const categoriesOf = ({ categories }: GrantHeld): readonly string[] => categories.map(({ category }) => category);

const accessOf = (named: Named, { categories }: Pick<GrantHeld, 'categories'> = { categories: [] }): PastAccess =>
  ({ open: categories.some(({ causes }) => causes.length === 0), text: accessInFrench(categories, named), categories });
