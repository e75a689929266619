import { StorageClosed } from '#persistence';
import { EventIdTaken, EventLog, type EventRow, type Versions } from './event-log.js';

/** Rows in an array, gone with the process. */
export class MemoryEventLog extends EventLog {
  private readonly rows: EventRow[] = [];
  private readonly streams = new Map<string, EventRow[]>();
  private readonly eventIds = new Set<string>();
  private closed = false;

  lastPosition(): number {
    return this.rows.length;
  }

  versionOf(stream: string): number {
    return this.streams.get(stream)?.length ?? 0;
  }

  versions(stream: string, { above, below, backwards, limit }: Versions): readonly EventRow[] {
    const rows = (this.streams.get(stream) ?? []).slice(above, below - 1);
    return (backwards ? rows.reverse() : rows).slice(0, limit);
  }

  after(position: number): Iterable<EventRow> {
    return this.rows.slice(Math.max(position, 0));
  }

  insert(unplaced: Omit<EventRow, 'position'>): number {
    if (this.eventIds.has(unplaced.eventId)) throw new EventIdTaken(unplaced.stream, unplaced.eventId);
    const row = { ...unplaced, position: this.rows.length + 1 };
    this.rows.push(row);
    const stream = this.streams.get(row.stream);
    if (stream) stream.push(row);
    else this.streams.set(row.stream, [row]);
    this.eventIds.add(row.eventId);
    return row.position;
  }

  async commit<T>(write: () => T): Promise<T> {
    await Promise.resolve();
    if (this.closed) throw new StorageClosed();
    const before = this.rows.length;
    try {
      return write();
    } catch (error) {
      this.undoTo(before);
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.resolve();
    this.closed = true;
  }

  private undoTo(length: number): void {
    for (const { stream, eventId } of this.rows.splice(length)) {
      this.streams.get(stream)?.pop();
      this.eventIds.delete(eventId);
    }
  }
}
