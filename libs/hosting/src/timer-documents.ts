import type { Instant, JsonObject, Timer, TimerChange, TimerStore } from '#kernel';
import { NotAsExpected, type Collection, type CollectionDefinition, type Documents, type UnitOfWork } from '#persistence';

/** `id` is the key of the timer. */
type TimerDocument = { readonly id: string; readonly due: Instant; readonly type: string; readonly data: JsonObject };

const timersCollection: CollectionDefinition<TimerDocument> = { name: 'timers-by-key', indexes: [{ fields: ['due'] }] };

/** Timers among a service's documents, written in the same unit of work as the position of the events they come from. */
export class TimerDocuments implements TimerStore {
  private readonly timers: Collection<TimerDocument>;

  constructor(private readonly documents: Documents) {
    this.timers = documents.collection(timersCollection);
  }

  apply(changes: readonly TimerChange[], unit: UnitOfWork): void {
    for (const change of changes) {
      if ('cancel' in change) unit.remove(this.timers, change.cancel);
      else unit.put(this.timers, { id: change.set.key, due: change.set.due, ...change.set.command });
    }
  }

  async next(limit: number): Promise<readonly Timer[]> {
    const { items } = await this.timers.find({ orderBy: ['due'], limit });
    return items.map(({ id, due, type, data }) => ({ key: id, due, command: { type, data } }));
  }

  async done({ key, due }: Timer): Promise<void> {
    try {
      await this.documents.commit([{ collection: timersCollection.name, remove: key, expect: { due } }]);
    } catch (error) {
      // It was moved while it was dispatched, or cancelled.
      if (!(error instanceof NotAsExpected)) throw error;
    }
  }
}
