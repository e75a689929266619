import { valueOf } from './cursor.js';
import { NotAsExpected, UniqueViolation, type CollectionDefinition, type Document, type Expected, type IndexDefinition } from './documents.js';
import { isAsExpected } from './expected.js';

type Unique = { readonly fields: readonly string[]; readonly owners: Map<string, string> };

/** The documents of one collection by id, and who owns each unique combination. Kept as JSON, so that nobody shares an object. */
export class MemoryTable {
  private readonly texts = new Map<string, string>();
  private readonly uniques: readonly Unique[];

  constructor(readonly name: string, indexes: readonly IndexDefinition<Document>[]) {
    this.uniques = indexes.filter(({ unique }) => unique === true).map(({ fields }) => ({ fields, owners: new Map() }));
  }

  static of<Doc extends Document>({ name, indexes }: CollectionDefinition<Doc>): MemoryTable {
    return new MemoryTable(name, indexes as unknown as readonly IndexDefinition<Document>[]);
  }

  get(id: string): Document | undefined {
    const text = this.texts.get(id);
    return text === undefined ? undefined : (JSON.parse(text) as Document);
  }

  all(): readonly Document[] {
    return [...this.texts.values()].map((text) => JSON.parse(text) as Document);
  }

  /** @throws UniqueViolation, NotAsExpected */
  put(document: Document, expect?: Expected<Document>): void {
    this.require(document.id, expect);
    for (const { fields, owners } of this.uniques) {
      const owner = owners.get(combination(document, fields) ?? '');
      if (owner !== undefined && owner !== document.id) throw new UniqueViolation(this.name, fields);
    }
    this.drop(document.id);
    this.texts.set(document.id, JSON.stringify(document));
    this.eachCombination(document, (owners, key) => { owners.set(key, document.id); });
  }

  /** @throws NotAsExpected */
  remove(id: string, expect?: Expected<Document>): void {
    this.require(id, expect);
    this.drop(id);
  }

  clear(): void {
    this.texts.clear();
    for (const { owners } of this.uniques) owners.clear();
  }

  private require(id: string, expect: Expected<Document> | undefined): void {
    if (expect !== undefined && !isAsExpected(this.get(id), expect)) throw new NotAsExpected(this.name);
  }

  private drop(id: string): void {
    const document = this.get(id);
    if (!document) return;
    this.texts.delete(id);
    this.eachCombination(document, (owners, key) => { owners.delete(key); });
  }

  private eachCombination(document: Document, use: (owners: Map<string, string>, key: string) => void): void {
    for (const { fields, owners } of this.uniques) {
      const key = combination(document, fields);
      if (key !== undefined) use(owners, key);
    }
  }
}

/** None when a field is null: such documents are not bound. */
const combination = (document: Document, fields: readonly string[]): string | undefined => {
  const values = fields.map((field) => valueOf(document, field));
  return values.includes(null) ? undefined : JSON.stringify(values);
};
