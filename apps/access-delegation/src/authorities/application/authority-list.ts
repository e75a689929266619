import type { Actor } from '#kernel';
import type { Collection, Page } from '#persistence';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { reading, refuseStanding } from '../../capacities/domain/capacities.js';
import { folded, type ListedAuthority } from './listed-authorities.js';

export type AuthorityFilter = {
  readonly name?: string; readonly type?: string; readonly province?: string; readonly nisCode?: string;
  readonly enterpriseNumber?: string; readonly ticket?: string;
};
const AFTER_ALL_LETTERS = '\uffff';
const ANYWHERE = '';

/**
 * Authorities by name, for staff of the Region; who acts in some provinces only sees those, one province after the other.
 * A page may hold fewer than asked for and have a next one.
 */
export class AuthorityList {
  constructor(private readonly authorities: Collection<ListedAuthority>, private readonly recorded: RecordedFacts) {}

  async find(actor: Actor, filter: AuthorityFilter, limit: number, after?: string): Promise<Page<ListedAuthority>> {
    const { facts: { functions: all, withdrawn } } = await this.recorded.actor(actor, null);
    const functions = reading(all, filter.ticket).filter((held) => held.function !== 'AUDITOR');
    if (functions.length === 0 || withdrawn) throw refuseStanding('not-found');
    const everywhere = functions.some(({ scope }) => scope.provinces.length === 0);
    const scope = [...new Set(functions.flatMap(({ scope: { provinces } }) => provinces))].sort();
    const asked = filter.province === undefined ? (everywhere ? [ANYWHERE] : scope) : [filter.province].filter((province) => everywhere || scope.includes(province));
    return this.pageOf(asked, filter, limit, after);
  }

  /** A place is a province of those asked for, and how far its own list was read. */
  private async pageOf(provinces: readonly string[], filter: AuthorityFilter, limit: number, place = `${provinces[0] ?? ANYWHERE} `): Promise<Page<ListedAuthority>> {
    const [province = ANYWHERE, after] = place.split(/ (.*)/s);
    if (!provinces.includes(province)) return { items: [] };
    const page = await this.authorities.find({ ...leading(filter, province), limit, ...(after ? { after } : {}) });
    const items = page.items.filter((authority) => matches(authority, filter, province));
    const following = provinces[provinces.indexOf(province) + 1];
    const next = page.next === undefined ? (following === undefined ? undefined : `${following} `) : `${province} ${page.next}`;
    if (items.length === 0 && next !== undefined) return this.pageOf(provinces, filter, limit, next);
    return { items, ...(next === undefined ? {} : { next }) };
  }
}

/** One filter leads to candidates by an index; all of them are then held against the whole filter. */
const leading = ({ name, type, nisCode, enterpriseNumber }: AuthorityFilter, province: string) => {
  if (nisCode !== undefined) return { where: { nisCode } };
  if (enterpriseNumber !== undefined) return { where: { enterpriseNumber } };
  const where = province !== ANYWHERE ? { province } : type !== undefined ? { type } : {};
  const beginning = name === undefined ? '' : folded(name);
  return { where, orderBy: ['name'] as const, ...(beginning === '' ? {} : { range: { field: 'name' as const, from: beginning, until: beginning + AFTER_ALL_LETTERS } }) };
};

const matches = (authority: ListedAuthority, filter: AuthorityFilter, province: string): boolean =>
  (province === ANYWHERE || authority.province === province)
  && (filter.type === undefined || authority.type === filter.type)
  && (filter.nisCode === undefined || authority.nisCode === filter.nisCode)
  && (filter.enterpriseNumber === undefined || authority.enterpriseNumber === filter.enterpriseNumber)
  && (filter.name === undefined || authority.name.startsWith(folded(filter.name)));
