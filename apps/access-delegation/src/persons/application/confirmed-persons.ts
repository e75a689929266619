import type { Collection, CollectionDefinition, Documents } from '#persistence';

/** What identity said of a person: enough to know that the person is known, never who it is. */
export type ConfirmedPerson = { readonly id: string; readonly identityProof: string };

const confirmedPersons: CollectionDefinition<ConfirmedPerson> = { name: 'confirmed-persons', indexes: [] };

/** Whose another id is, such as that of a profile prepared for nobody in particular. */
type LinkedSubject = { readonly id: string; readonly personId: string };

const linkedSubjects: CollectionDefinition<LinkedSubject> = { name: 'linked-subjects', indexes: [] };

/** Persons whom identity has confirmed by at least an official proof: `none` and `mail` identify nobody. */
export class ConfirmedPersons {
  private readonly collection: Collection<ConfirmedPerson>;
  private readonly links: Collection<LinkedSubject>;

  constructor(private readonly documents: Documents) {
    this.collection = documents.collection(confirmedPersons);
    this.links = documents.collection(linkedSubjects);
  }

  async keep(person: ConfirmedPerson, subjects: readonly string[] = []): Promise<void> {
    const links = subjects.map((id) => ({ collection: linkedSubjects.name, put: { id, personId: person.id } }));
    await this.documents.commit([{ collection: confirmedPersons.name, put: person }, ...links]);
  }

  /** Whose id this is, when identity has said so. */
  async behind(subject: string): Promise<string | undefined> {
    return (await this.links.get(subject))?.personId;
  }

  async among(personIds: readonly string[]): Promise<readonly string[]> {
    if (personIds.length === 0) return [];
    const known = await this.collection.getMany(personIds);
    return known.filter(({ identityProof }) => identifies(identityProof)).map(({ id }) => id);
  }
}

export const identifies = (identityProof: string): boolean => identityProof === 'fas' || identityProof === 'helpdesk';
