/** A person seen in a fact. Everything that concerns somebody points at this one object, so an id is looked up once a question. */
export type Person = {
  readonly id: string;
  /** Authorities where the person was once a member; the way from a person to what may be done. */
  readonly authorityIds: string[];
};

export class People {
  private readonly byId = new Map<string, Person>();

  find(id: string): Person | undefined {
    return this.byId.get(id);
  }

  known(id: string): Person {
    const known = this.byId.get(id);
    if (known) return known;
    const person = { id, authorityIds: [] };
    this.byId.set(id, person);
    return person;
  }

  /** Remembers that the person was seen in the authority. */
  seenIn(id: string, authorityId: string): Person {
    const person = this.known(id);
    if (!person.authorityIds.includes(authorityId)) person.authorityIds.push(authorityId);
    return person;
  }
}
