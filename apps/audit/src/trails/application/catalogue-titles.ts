import type { Collection, CollectionDefinition, Documents, UnitOfWork } from '#persistence';
import { codesIn, titledBy, titlesAfter, type CodeTitles, type TitlesKnown } from '../domain/catalogue-titles.js';
import type { ReceivedFact } from '../domain/received-fact.js';
import type { TrailEntry } from '../domain/trail-entry.js';

const titlesCollection: CollectionDefinition<CodeTitles> = { name: 'trail-titles', indexes: [] };

/** What subjects and categories were called, in every language and at every time: entries hold codes, readers meet words. */
export class CatalogueTitles {
  static readonly collection = titlesCollection.name;
  private readonly kept: Collection<CodeTitles>;

  constructor(documents: Documents) {
    this.kept = documents.collection(titlesCollection);
  }

  async keep(fact: ReceivedFact, unit: UnitOfWork): Promise<void> {
    const id = titledBy(fact);
    if (id !== undefined) unit.put(this.kept, titlesAfter(id, fact, await unit.get(this.kept, id)));
  }

  /** Those of all codes that these entries speak of. */
  async of(entries: readonly Pick<TrailEntry, 'type' | 'facts'>[]): Promise<TitlesKnown> {
    const ids = new Set(entries.flatMap(codesIn));
    return new Map((await this.kept.getMany([...ids])).map((titles) => [titles.id, titles]));
  }
}
