import type { Connection } from 'mongoose';
import { Documents, StorageClosed, UnknownCollection, type Collection, type CollectionDefinition, type Document, type Write } from './documents.js';
import { MongooseCollection } from './mongoose-collection.js';
import { connect, type MongoAddress } from './mongoose-connection.js';
import { reached } from './mongoose-errors.js';
import { MongooseTable } from './mongoose-table.js';
import { inTransaction } from './mongoose-transaction.js';

/** The documents of one service in a MongoDB database of its own: a collection and real indexes per definition. */
export class MongooseDocuments extends Documents {
  private readonly tables = new Map<string, MongooseTable>();
  private readonly running = new Set<Promise<void>>();
  private closed = false;

  private constructor(private readonly connection: Connection) {
    super();
  }

  /** Fails when no primary answers. */
  static async open(address: MongoAddress): Promise<MongooseDocuments> {
    return new MongooseDocuments(await connect(address));
  }

  /** Its indexes are made at its first use, or by `ready`. */
  collection<Doc extends Document>(definition: CollectionDefinition<Doc>): Collection<Doc> {
    const wanted = definition as unknown as CollectionDefinition<Document>;
    const known = this.tables.get(wanted.name);
    const table = known?.definition === wanted ? known : new MongooseTable(this.connection, wanted);
    this.tables.set(wanted.name, table);
    return new MongooseCollection(definition, () => this.whileOpen(() => table.opened()));
  }

  /** The collections asked for so far stand with their indexes: what a service waits for at its start. @throws IndexDiffers */
  async ready(): Promise<void> {
    await this.whileOpen(() => Promise.all([...this.tables.values()].map((table) => table.opened())));
  }

  /** One operation needs no transaction; several are one, whatever they span. */
  commit(writes: readonly Write[]): Promise<void> {
    return this.admitted(async () => {
      const parts = [...Map.groupBy(writes, ({ collection }) => this.table(collection))];
      await Promise.all(parts.map(([table]) => table.opened()));
      const [first] = writes;
      if (!first) return;
      if (writes.length === 1 && !('remove' in first && first.expect)) await this.table(first.collection).write(writes);
      else await inTransaction(this.connection, async (session) => {
        for (const [table, part] of parts) await table.write(part, session);
      });
    });
  }

  clear(collection: string): Promise<void> {
    return this.admitted(() => this.table(collection).clear());
  }

  /** Answers what was admitted first. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.allSettled(this.running);
    await this.connection.close();
  }

  private async admitted(work: () => Promise<void>): Promise<void> {
    const running = this.whileOpen(work);
    this.running.add(running);
    await running.finally(() => this.running.delete(running));
  }

  private async whileOpen<T>(work: () => Promise<T>): Promise<T> {
    if (this.closed) throw new StorageClosed();
    return reached(work());
  }

  private table(name: string): MongooseTable {
    const table = this.tables.get(name);
    if (!table) throw new UnknownCollection(name);
    return table;
  }
}
