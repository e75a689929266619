import type { Recorded } from '#kernel';
import type { Collection } from '#persistence';
import type { ListedAuthority } from '../../authorities/application/listed-authorities.js';
import { membershipsOf, type Membership } from '../../authorities/application/memberships.js';
import { isOfAnAuthority, mayChangeManagers } from '../../authorities/domain/manager-gaps.js';
import type { OwnEvent } from './own-events.js';

const PAGE = 200;

/** Finds, in lists that must have caught up, the authorities in which an event may change who manages or until when. */
export class ManagedAuthorities {
  constructor(private readonly memberships: Collection<Membership>, private readonly authorities: Collection<ListedAuthority>) {}

  async touchedBy(event: Recorded<OwnEvent>): Promise<readonly string[]> {
    if (isOfAnAuthority(event)) return mayChangeManagers(event) ? [event.data.authorityId] : [];
    switch (event.type) {
      case 'WithdrawalOrdered': case 'WithdrawalConfirmed': case 'WithdrawalLifted': return this.concernedBy(event.data);
      case 'CharterPublished': return this.all();
      default: return [];
    }
  }

  /** Where the doors of a person are concerned: one authority, or all where he is or was a member. */
  async concernedBy({ personId, authorityId }: { readonly personId: string; readonly authorityId: string | null }): Promise<readonly string[]> {
    if (authorityId !== null) return [authorityId];
    return [...new Set((await membershipsOf(this.memberships, personId)).map((membership) => membership.authorityId))];
  }

  private async all(): Promise<readonly string[]> {
    const ids: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const page = await this.authorities.find({ orderBy: ['name'], limit: PAGE, ...(after === undefined ? {} : { after }) });
      ids.push(...page.items.map(({ id }) => id));
      after = page.next;
      more = after !== undefined;
    }
    return ids;
  }
}
