import { Collection, Documents, type Document, type Expected, type ExpectedValues, type Write } from './documents.js';

/** Reads its own writes and commits them together: what a projection does for a batch of facts, with its position. */
export class UnitOfWork {
  private readonly pending = new Map<string, Map<string, Write>>();

  constructor(private readonly documents: Documents) {}

  async get<Doc extends Document>(collection: Collection<Doc>, id: string): Promise<Doc | undefined> {
    const write = this.pending.get(collection.definition.name)?.get(id);
    if (!write) return collection.get(id);
    return 'put' in write ? (write.put as Doc) : undefined;
  }

  /** `expect`: what must stand at the commit, else nothing of this unit is written. What this unit put before counts as standing. */
  put<Doc extends Document>(collection: Collection<Doc>, document: Doc, expect?: Expected<Doc>): void {
    const { name } = collection.definition;
    const before = this.pending.get(name)?.get(document.id);
    const first = before ? before.expect : expect;
    this.add(document.id, { collection: name, put: document, ...(first === undefined ? {} : { expect: first }) });
  }

  remove<Doc extends Document>(collection: Collection<Doc>, id: string, expect?: ExpectedValues<Doc>): void {
    this.add(id, { collection: collection.definition.name, remove: id, ...(expect === undefined ? {} : { expect }) });
  }

  /** What would be written now; `restore` with it undoes later writes (a message that failed half-way). */
  get writes(): readonly Write[] {
    return [...this.pending.values()].flatMap((byId) => [...byId.values()]);
  }

  restore(writes: readonly Write[]): void {
    this.pending.clear();
    for (const write of writes) this.add('put' in write ? write.put.id : write.remove, write);
  }

  async commit(): Promise<void> {
    const { writes } = this;
    if (writes.length > 0) await this.documents.commit(writes);
    this.pending.clear();
  }

  private add(id: string, write: Write): void {
    const byId = this.pending.get(write.collection) ?? new Map<string, Write>();
    byId.set(id, write);
    this.pending.set(write.collection, byId);
  }
}
