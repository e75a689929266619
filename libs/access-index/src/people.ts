import type { Instant } from '#kernel';
import type { HeldGrants } from './held-grants.js';

export type Member = {
  readonly id: string;
  readonly authorityId: string;
  person: Person | null;
  identifiedAt: Instant;
  readonly from: Instant;
  until: Instant;
  /** `NEVER` while suspended. */
  activeFrom: Instant;
  readonly grants: HeldGrants;
};

/** A person seen in a fact. Everything that concerns somebody points at this one object, so an id is looked up once a question. */
export type Person = {
  readonly id: string;
  /** In all authorities, ended ones included: the way from a person to what may be done. */
  memberships: readonly Member[];
};

export class People {
  private readonly byId = new Map<string, Person>();

  find(id: string): Person | undefined {
    return this.byId.get(id);
  }

  known(id: string): Person {
    const known = this.byId.get(id);
    if (known) return known;
    const person = { id, memberships: [] };
    this.byId.set(id, person);
    return person;
  }
}

/** Attaches the member to the person, away from whoever it was attached to. */
export const identify = (member: Member, person: Person, at: Instant): void => {
  if (member.person === person) return;
  detach(member);
  member.person = person;
  member.identifiedAt = at;
  person.memberships = [...person.memberships, member];
};

export const detach = (member: Member): void => {
  if (member.person) member.person.memberships = member.person.memberships.filter((other) => other !== member);
};
