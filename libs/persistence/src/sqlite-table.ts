import type { DatabaseSync } from 'node:sqlite';
import { NotAsExpected, UniqueViolation, type CollectionDefinition, type Document, type IndexDefinition, type Write } from './documents.js';
import { isAsExpected } from './expected.js';
import { isConstraint } from './sqlite-errors.js';
import { expressionOf } from './sqlite-select.js';

/** The table of one collection, with its indexes: where writes go. */
export class SqliteTable {
  readonly name: string;
  private readonly statements;

  constructor(database: DatabaseSync, readonly definition: CollectionDefinition<Document>) {
    const { name, indexes } = definition;
    if (!/^[A-Za-z][\w.:-]*$/.test(name) || name.startsWith('sqlite')) throw new TypeError(`not the name of a collection: ${name}`);
    this.name = name;
    database.exec(`CREATE TABLE IF NOT EXISTS "${name}" (id TEXT PRIMARY KEY NOT NULL, document TEXT NOT NULL) STRICT`);
    for (const index of indexes) database.exec(this.creationOf(index));
    this.statements = {
      get: database.prepare(`SELECT document FROM "${name}" WHERE id = ?`),
      put: database.prepare(`INSERT INTO "${name}" (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document`),
      remove: database.prepare(`DELETE FROM "${name}" WHERE id = ?`),
      clear: database.prepare(`DELETE FROM "${name}"`),
    };
  }

  /** @throws UniqueViolation, NotAsExpected */
  write(write: Write): void {
    const id = 'put' in write ? write.put.id : write.remove;
    if (write.expect !== undefined && !isAsExpected(this.get(id), write.expect)) throw new NotAsExpected(this.name);
    if ('put' in write) this.put(write.put);
    else this.statements.remove.run(id);
  }

  clear(): void {
    this.statements.clear.run();
  }

  private put(document: Document): void {
    try {
      this.statements.put.run(document.id, JSON.stringify(document));
    } catch (error) {
      throw isConstraint(error) ? new UniqueViolation(this.name, this.fieldsOf(error)) : error;
    }
  }

  private get(id: string): Document | undefined {
    const row = this.statements.get.get(id);
    return row && (JSON.parse(String(row['document'])) as Document);
  }

  private fieldsOf({ message }: { readonly message: string }): readonly string[] {
    return this.definition.indexes.find((index) => message.includes(`'${this.nameOf(index)}'`))?.fields ?? [];
  }

  private nameOf({ fields, unique = false }: IndexDefinition<Document>): string {
    return `${this.name}/${fields.join(',')}${unique ? '/unique' : ''}`;
  }

  /** A list ends with the id, so that its order needs no sorting; what is unique binds only documents without null there. */
  private creationOf(index: IndexDefinition<Document>): string {
    const { fields, unique = false } = index;
    const columns = [...fields.map(expressionOf), ...(unique || fields.includes('id') ? [] : ['id'])].join(', ');
    return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS "${this.nameOf(index)}" ON "${this.name}" (${columns})`;
  }
}
