import type { DatabaseSync } from 'node:sqlite';
import { Documents, DocumentsUnavailable, UnknownCollection, type Collection, type CollectionDefinition, type Document, type Write } from './documents.js';
import { GroupCommit } from './group-commit.js';
import { openDatabase } from './open-database.js';
import { SqliteCollection } from './sqlite-collection.js';
import { thrownAs } from './sqlite-errors.js';
import { Statements } from './sqlite-statements.js';
import { SqliteTable } from './sqlite-table.js';

/** The documents of one service in one file, which this object alone has open: a table and real indexes per collection. */
export class SqliteDocuments extends Documents {
  private readonly group: GroupCommit;
  private readonly statements: Statements;
  private readonly tables = new Map<string, SqliteTable>();

  /** `database`: opened for this object alone, which closes it. */
  constructor(private readonly database: DatabaseSync) {
    super();
    this.group = new GroupCommit(database);
    this.statements = new Statements(database);
  }

  /** Creates the file when missing, readable by its owner only. @throws FileInUse */
  static open(file: string): SqliteDocuments {
    return new SqliteDocuments(openDatabase(file));
  }

  collection<Doc extends Document>(definition: CollectionDefinition<Doc>): Collection<Doc> {
    const wanted = definition as unknown as CollectionDefinition<Document>;
    if (this.tables.get(wanted.name)?.definition !== wanted) this.tables.set(wanted.name, new SqliteTable(this.database, wanted));
    return new SqliteCollection(definition, this.statements);
  }

  commit(writes: readonly Write[]): Promise<void> {
    return this.write(() => {
      for (const write of writes) this.table(write.collection).write(write);
    });
  }

  clear(collection: string): Promise<void> {
    return this.write(() => { this.table(collection).clear(); });
  }

  async close(): Promise<void> {
    this.group.close();
  }

  private write(work: () => void): Promise<void> {
    return this.group.run(work).catch(thrownAs(DocumentsUnavailable));
  }

  private table(name: string): SqliteTable {
    const table = this.tables.get(name);
    if (!table) throw new UnknownCollection(name);
    return table;
  }
}
