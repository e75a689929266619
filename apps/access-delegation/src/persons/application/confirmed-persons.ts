import type { Collection, CollectionDefinition, Documents } from '#persistence';

/** What identity said of a person: enough to know that the person is known, never who it is. */
export type ConfirmedPerson = { readonly id: string; readonly identityProof: string };

const confirmedPersons: CollectionDefinition<ConfirmedPerson> = { name: 'confirmed-persons', indexes: [] };

/** Persons whom identity has confirmed by at least an official proof: `none` and `mail` identify nobody. */
export class ConfirmedPersons {
  private readonly collection: Collection<ConfirmedPerson>;

  constructor(private readonly documents: Documents) {
    this.collection = documents.collection(confirmedPersons);
  }

  async keep(person: ConfirmedPerson): Promise<void> {
    await this.documents.commit([{ collection: confirmedPersons.name, put: person }]);
  }

  async among(personIds: readonly string[]): Promise<readonly string[]> {
    if (personIds.length === 0) return [];
    const known = await this.collection.getMany(personIds);
    return known.filter(({ identityProof }) => identifies(identityProof)).map(({ id }) => id);
  }
}

export const identifies = (identityProof: string): boolean => identityProof === 'fas' || identityProof === 'helpdesk';
