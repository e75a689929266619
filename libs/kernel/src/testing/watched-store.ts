import type { NewEvent, Position, StoredEvent } from '../event.js';
import { EventStore, type Batch, type Extent, type ReadOptions, type Subscription } from '../event-store.js';

const nothing = async (): Promise<void> => undefined;

/** A real store through which a spec sees what is asked of it, and where it can step in. */
export class WatchedStore extends EventStore {
  readonly appends: (readonly NewEvent[])[] = [];
  readonly reads: string[] = [];
  beforeAppend = nothing;
  afterAppend = nothing;
  afterRead = nothing;
  afterExtent = nothing;

  constructor(private readonly inner: EventStore, readonly soleWriter = true) {
    super();
  }

  async append(stream: string, events: readonly NewEvent[], expectedVersion: number): Promise<readonly StoredEvent[]> {
    this.appends.push(events);
    await this.beforeAppend();
    const stored = await this.inner.append(stream, events, expectedVersion);
    await this.afterAppend();
    return stored;
  }

  async read(stream: string, options?: ReadOptions): Promise<readonly StoredEvent[]> {
    this.reads.push(stream);
    const events = await this.inner.read(stream, options);
    await this.afterRead();
    return events;
  }

  follow(after: Position, handle: (batch: Batch) => Promise<void>): Subscription {
    return this.inner.follow(after, handle);
  }

  caughtUp(position: Position): Promise<boolean> {
    return this.inner.caughtUp(position);
  }

  async extent(position: Position): Promise<Extent> {
    const answer = await this.inner.extent(position);
    await this.afterExtent();
    return answer;
  }

  async close(): Promise<void> {
    await this.inner.close();
  }
}
