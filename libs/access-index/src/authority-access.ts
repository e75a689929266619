import type { AuthorityType } from '#contracts';
import type { Instant } from '#kernel';
import { later, NEVER, type Period } from './instants.js';
import { detach, type Member, type Person } from './people.js';

export type Mandate = {
  readonly id: string;
  readonly memberId: string;
  readonly person: Person;
  readonly from: Instant;
  until: Instant;
  /** `NEVER` while suspended. */
  activeFrom: Instant;
  readonly accepted: { readonly version: number; readonly at: Instant }[];
};

/** A period in which somebody's mandate gives its powers; in grace, once it ran out, those to look and to take away alone. */
export type Tenure = Period & { readonly personId: string; readonly inGrace: boolean };
/** As worked out after so many changes of the whole index. */
export type Tenures = { readonly changes: number; readonly list: readonly Tenure[] };

export type Merger = { readonly successorId: string; readonly at: Instant };

/** Everything one authority's stream says about access to it. */
export class AuthorityAccess {
  type: AuthorityType | null = null;
  province: string | null = null;
  /** `NEVER` while closed. */
  openFrom: Instant = NEVER;
  /** Since when the Region supervises it; `NEVER` when another does. */
  supervisedFrom: Instant = NEVER;
  merger: Merger | null = null;
  tenures: Tenures | null = null;
  readonly members = new Map<string, Member>();
  readonly mandates = new Map<string, Mandate>();
  /** Persons, by `officeHolderId`. */
  readonly officeHolders = new Map<string, string>();

  constructor(readonly id: string) {}

  /** The memberships of a person here, ended ones included. */
  membershipsOf({ memberships }: Person): readonly Member[] {
    return memberships.filter(({ authorityId }) => authorityId === this.id);
  }

  persons(): ReadonlySet<Person> {
    return new Set([...this.members.values()].flatMap(({ person }) => person ?? []));
  }

  /** A member prepared again begins anew. */
  enrol(member: Member): void {
    const former = this.members.get(member.id);
    if (former) detach(former);
    this.members.set(member.id, member);
  }
}

/** When the membership begins to give what it gives, suspension aside. */
export const belongsFrom = ({ from, identifiedAt }: Member): Instant => later(from, identifiedAt);
