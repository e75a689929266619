import type { Collection } from '#persistence';
import type { ListedAuthority } from './listed-authorities.js';

/** One of both numbers at least; whatever is given must be the authority's. */
export type AuthorityNumbers = { readonly nisCode?: string | undefined; readonly enterpriseNumber?: string | undefined; readonly type?: string | undefined };

const A_FEW = 20;
/** The closed ones of a number are fewer. */
const CANDIDATES = 200;

/** Open authorities by a number that is known already, for anybody: never a list to browse. */
export class OpenAuthorities {
  constructor(private readonly authorities: Collection<ListedAuthority>) {}

  async withNumber({ nisCode, enterpriseNumber, type }: AuthorityNumbers): Promise<readonly ListedAuthority[]> {
    const where = enterpriseNumber !== undefined ? { enterpriseNumber } : nisCode !== undefined ? { nisCode } : undefined;
    if (where === undefined) return [];
    const { items } = await this.authorities.find({ where, limit: CANDIDATES });
    return items.filter((authority) =>
      authority.status === 'OPEN' && (nisCode === undefined || authority.nisCode === nisCode) && (type === undefined || authority.type === type)).slice(0, A_FEW);
  }
}
