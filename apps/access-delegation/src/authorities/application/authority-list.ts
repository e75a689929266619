import type { Actor } from '#kernel';
import type { Collection, Page } from '#persistence';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import { folded, type ListedAuthority } from './listed-authorities.js';

export type AuthorityFilter = { readonly name?: string; readonly type?: string; readonly province?: string; readonly nisCode?: string; readonly enterpriseNumber?: string };
const AFTER_ALL_LETTERS = '\uffff';

/** All authorities by name, for staff of the Region; an officer sees those of the provinces in his scope. */
export class AuthorityList {
  constructor(private readonly authorities: Collection<ListedAuthority>, private readonly recorded: RecordedFacts) {}

  async find(actor: Actor, filter: AuthorityFilter, limit: number, after?: string): Promise<Page<ListedAuthority>> {
    const { facts: { functions, withdrawn } } = await this.recorded.actor(actor, null);
    if (functions.length === 0 || withdrawn) throw refuseStanding('not-found');
    const everywhere = functions.some(({ scope }) => scope.provinces.length === 0);
    const provinces = functions.flatMap(({ scope }) => scope.provinces);
    const [only] = provinces;
    const scoped = everywhere || filter.province !== undefined ? filter : { ...filter, ...(only === undefined ? {} : { province: only }) };
    if (!everywhere && scoped.province !== undefined && !provinces.includes(scoped.province)) return { items: [] };
    return this.authorities.find({ ...wanted(scoped), limit, ...(after === undefined ? {} : { after }) });
  }
}

/** One filter leads, the beginning of the name narrows it. */
const wanted = ({ name, type, province, nisCode, enterpriseNumber }: AuthorityFilter) => {
  if (nisCode !== undefined) return { where: { nisCode } };
  if (enterpriseNumber !== undefined) return { where: { enterpriseNumber } };
  const where = province !== undefined ? { province } : type !== undefined ? { type } : {};
  const beginning = name === undefined ? '' : folded(name);
  return { where, orderBy: ['name'] as const, ...(beginning === '' ? {} : { range: { field: 'name' as const, from: beginning, until: beginning + AFTER_ALL_LETTERS } }) };
};
