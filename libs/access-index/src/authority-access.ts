import type { AuthorityType } from '#contracts';
import type { Instant } from '#kernel';
import type { HeldGrants } from './held-grants.js';
import { later, NEVER, type Period } from './instants.js';
import type { Person } from './people.js';

export type Member = {
  readonly id: string;
  person: Person | null;
  identifiedAt: Instant;
  readonly from: Instant;
  until: Instant;
  /** `NEVER` while suspended. */
  activeFrom: Instant;
  readonly grants: HeldGrants;
};

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

/** A period in which somebody's mandate gives its powers. */
export type Tenure = Period & { readonly personId: string };
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
  private readonly memberships = new Map<Person, readonly Member[]>();

  constructor(readonly id: string) {}

  /** The memberships of a person here, ended ones included. */
  membershipsOf(person: Person): readonly Member[] {
    return this.memberships.get(person) ?? NONE;
  }

  persons(): Iterable<Person> {
    return this.memberships.keys();
  }

  /** A member prepared again begins anew. */
  enrol(member: Member): void {
    const former = this.members.get(member.id);
    if (former?.person) this.detach(former, former.person);
    this.members.set(member.id, member);
  }

  /** Attaches the member to the person, away from whoever it was attached to. */
  identify(member: Member, person: Person, at: Instant): void {
    if (member.person === person) return;
    if (member.person) this.detach(member, member.person);
    member.person = person;
    member.identifiedAt = at;
    this.memberships.set(person, [...this.membershipsOf(person), member]);
  }

  private detach(member: Member, person: Person): void {
    const others = this.membershipsOf(person).filter((other) => other !== member);
    if (others.length > 0) this.memberships.set(person, others);
    else this.memberships.delete(person);
  }
}

const NONE: readonly Member[] = [];

/** When the membership begins to give what it gives, suspension aside. */
export const belongsFrom = ({ from, identifiedAt }: Member): Instant => later(from, identifiedAt);
