import type { Instant, JsonObject, Timer, TimerChange, TimerStore } from '#kernel';
import type { Collection, CollectionDefinition, Documents, UnitOfWork } from '#persistence';

type TimerDocument = { readonly id: string; readonly key: string; readonly due: Instant; readonly type: string; readonly data: JsonObject };
type DueDocument = { readonly id: string; readonly due: Instant };

const timersCollection: CollectionDefinition<TimerDocument> = { name: 'timers', indexes: [] };
const duesCollection: CollectionDefinition<DueDocument> = { name: 'timer-dues', indexes: [] };

/** In the order of these ids they fall due. */
const idOf = (key: string, due: Instant): string => `${due} ${key}`;

/**
 * Timers among a service's documents, written in the same unit of work as the position of the events they come from.
 * One that is moved becomes another document, so that what was dispatched meanwhile never removes it.
 */
export class TimerDocuments implements TimerStore {
  private readonly timers: Collection<TimerDocument>;
  private readonly dues: Collection<DueDocument>;

  constructor(private readonly documents: Documents) {
    this.timers = documents.collection(timersCollection);
    this.dues = documents.collection(duesCollection);
  }

  async apply(changes: readonly TimerChange[], unit: UnitOfWork): Promise<void> {
    for (const change of changes) {
      await this.withdraw('cancel' in change ? change.cancel : change.set.key, unit);
      if ('set' in change) this.set(change.set, unit);
    }
  }

  async next(limit: number, after?: Timer): Promise<readonly Timer[]> {
    // No id lies between another one and that one with a space behind it.
    const range = after && { field: 'id' as const, from: `${idOf(after.key, after.due)} ` };
    const { items } = await this.timers.find({ orderBy: ['id'], limit, ...(range ? { range } : {}) });
    return items.map(({ key, due, type, data }) => ({ key, due, command: { type, data } }));
  }

  async done({ key, due }: Timer): Promise<void> {
    await this.documents.commit([{ collection: timersCollection.name, remove: idOf(key, due) }]);
    const kept = await this.dues.get(key);
    // Should it be moved right now, the next move finds nothing to remove: it then comes once too often.
    if (kept?.due === due) await this.documents.commit([{ collection: duesCollection.name, remove: key }]);
  }

  private set({ key, due, command }: Timer, unit: UnitOfWork): void {
    unit.put(this.timers, { id: idOf(key, due), key, due, ...command });
    unit.put(this.dues, { id: key, due });
  }

  private async withdraw(key: string, unit: UnitOfWork): Promise<void> {
    const kept = await unit.get(this.dues, key);
    if (!kept) return;
    unit.remove(this.timers, idOf(key, kept.due));
    unit.remove(this.dues, key);
  }
}
