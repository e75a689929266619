import { Documents, StorageClosed, UnknownCollection, type Collection, type CollectionDefinition, type Document, type Write } from './documents.js';
import { MemoryCollection } from './memory-collection.js';
import { MemoryTable } from './memory-table.js';

/** Documents that live as long as the process: for specs and demonstrations. */
export class MemoryDocuments extends Documents {
  private readonly tables = new Map<string, MemoryTable>();
  private closed = false;

  collection<Doc extends Document>(definition: CollectionDefinition<Doc>): Collection<Doc> {
    const { name } = definition;
    if (!this.tables.has(name)) this.tables.set(name, MemoryTable.of(definition));
    return new MemoryCollection(definition, () => this.table(name));
  }

  async commit(writes: readonly Write[]): Promise<void> {
    await Promise.resolve();
    if (this.closed) throw new StorageClosed();
    const undo: (() => void)[] = [];
    try {
      for (const write of writes) undo.push(this.write(write));
    } catch (error) {
      for (const step of undo.reverse()) step();
      throw error;
    }
  }

  async clear(collection: string): Promise<void> {
    await Promise.resolve();
    this.table(collection).clear();
  }

  async close(): Promise<void> {
    await Promise.resolve();
    this.closed = true;
  }

  /** Answers how to undo it. */
  private write(write: Write): () => void {
    const table = this.table(write.collection);
    const id = 'put' in write ? write.put.id : write.remove;
    const before = table.get(id);
    if ('put' in write) table.put(write.put, write.expect);
    else table.remove(id, write.expect);
    return () => {
      if (before) table.put(before);
      else table.remove(id);
    };
  }

  private table(name: string): MemoryTable {
    const table = this.tables.get(name);
    if (!table) throw new UnknownCollection(name);
    return table;
  }
}
