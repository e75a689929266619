import type { Collection, CollectionDefinition, Documents, UnitOfWork } from '#persistence';
import { codesIn, idOf, titledBy, titlesAfter, type CodeTitles, type TitlesKnown } from '../domain/catalogue-titles.js';
import type { ReceivedFact } from '../domain/received-fact.js';
import type { TrailEntry } from '../domain/trail-entry.js';
import { inTrail } from './trail-generation.js';

const titlesCollection: CollectionDefinition<CodeTitles> = { name: inTrail('titles'), indexes: [] };

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
  of(entries: readonly Pick<TrailEntry, 'type' | 'facts'>[]): Promise<TitlesKnown> {
    return this.known(entries.flatMap(codesIn));
  }

  ofCategories(codes: readonly string[]): Promise<TitlesKnown> {
    return this.known(codes.map((code) => idOf('category', code)));
  }

  private async known(ids: readonly string[]): Promise<TitlesKnown> {
    return new Map((await this.kept.getMany([...new Set(ids)])).map((titles) => [titles.id, titles]));
  }
}
