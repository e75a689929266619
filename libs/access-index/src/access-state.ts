import { AppliedVersions } from './applied-versions.js';
import { AuthorityAccess } from './authority-access.js';
import { CatalogueView } from './catalogue-view.js';
import { CategorySets } from './category-sets.js';
import { CharterView } from './charter-view.js';
import { People } from './people.js';
import { StaffView } from './staff-view.js';
import { WithdrawalsView } from './withdrawals-view.js';

/** What all facts so far add up to: the ground every question is answered on. */
export class AccessState {
  readonly people = new People();
  readonly sets = new CategorySets();
  readonly catalogue = new CatalogueView(this.sets);
  readonly charter = new CharterView();
  readonly withdrawals = new WithdrawalsView(this.people);
  readonly staff = new StaffView();
  readonly authorities = new Map<string, AuthorityAccess>();
  /** Raised before anything is told: what was worked out from the state may no longer hold. */
  changes = 0;
  private readonly absorbed = new Map<string, Set<string>>();

  constructor(readonly versions: AppliedVersions = new AppliedVersions()) {}

  authority(id: string): AuthorityAccess {
    const known = this.authorities.get(id);
    if (known) return known;
    const authority = new AuthorityAccess(id);
    this.authorities.set(id, authority);
    return authority;
  }

  merge(authority: AuthorityAccess, merger: AuthorityAccess['merger']): void {
    if (authority.merger) this.absorbed.get(authority.merger.successorId)?.delete(authority.id);
    authority.merger = merger;
    if (!merger) return;
    const absorbed = this.absorbed.get(merger.successorId) ?? new Set();
    this.absorbed.set(merger.successorId, absorbed.add(authority.id));
  }

  /** The authority, what it was merged into, what that was merged into, and so on. */
  withSuccessors(authorityId: string): readonly string[] {
    const found = [authorityId];
    for (let next = this.successorOf(authorityId); next !== undefined && !found.includes(next); next = this.successorOf(next)) found.push(next);
    return found;
  }

  private successorOf(authorityId: string): string | undefined {
    return this.authorities.get(authorityId)?.merger?.successorId;
  }

  /** The authority and all that were merged into it, directly or through others. */
  withPredecessors(authorityId: string, found = new Set<string>()): ReadonlySet<string> {
    if (found.has(authorityId)) return found;
    found.add(authorityId);
    for (const predecessor of this.absorbed.get(authorityId) ?? []) this.withPredecessors(predecessor, found);
    return found;
  }
}
