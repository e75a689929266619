import type { Action } from '#contracts';
import type { Instant } from '#kernel';
import type { AccessState } from './access-state.js';
import { belongsFrom, type AuthorityAccess } from './authority-access.js';
import { offeredFrom, type Category } from './catalogue-view.js';
import type { Grant } from './held-grants.js';
import { ALWAYS, later, NEVER, sooner, type Period } from './instants.js';
import type { Person } from './people.js';

/** A grant that opens the door, and when it does with every other condition met. */
export type Way = Period & { readonly grant: Grant };

/** Where the grants of those who may come in are, and since when the authority is open to them. */
export type Entrance = { readonly host: AuthorityAccess; readonly from: Instant };

/** An authority closed by merger stays open for `read` to members of its successor, or of what that was merged into. */
export const entranceTo = (state: AccessState, authority: AuthorityAccess, action: Action): Entrance => {
  if (!authority.merger || action !== 'read') return { host: authority, from: authority.openFrom };
  const seen = new Set<AuthorityAccess>();
  let from = ALWAYS;
  let host = authority;
  while (host.merger) {
    const successor = state.authorities.get(host.merger.successorId);
    if (!successor || seen.has(successor)) return { host, from: NEVER };
    seen.add(successor);
    from = later(from, host.merger.at);
    host = successor;
  }
  return { host, from: later(from, host.openFrom) };
};

/** Since when no withdrawal stands in the way; a member of the successor is looked for in both. */
export const clearFrom = (state: AccessState, person: Person, authority: AuthorityAccess, { host }: Entrance): Instant => {
  const here = state.withdrawals.clearFrom(person, authority.id);
  return host === authority ? here : later(here, state.withdrawals.clearFrom(person, host.id));
};

/** Every way in, at whatever instant: the access model's `may`, condition by condition, is "one of these runs". */
export const waysIn = (
  state: AccessState, person: Person, action: Action, authority: AuthorityAccess, category: Category, entrance = entranceTo(state, authority, action),
): readonly Way[] => {
  const offered = offeredFrom(category, authority.type, authority.supervisedFrom);
  const opensAt = later(later(entrance.from, offered), clearFrom(state, person, authority, entrance));
  if (opensAt === NEVER) return [];
  const ways: Way[] = [];
  for (const member of person.memberships) {
    if (member.authorityId !== entrance.host.id) continue;
    const from = later(later(opensAt, belongsFrom(member)), member.activeFrom);
    if (from === NEVER) continue;
    for (const grant of member.grants.covering(category, action)) ways.push({ grant, from: later(from, grant.from), until: sooner(member.until, grant.until) });
  }
  return ways;
};
