import { SpanKind } from '@opentelemetry/api';
import { EventStore, WrongExpectedVersion, type Batch, type Extent, type NewEvent, type Position, type ReadOptions, type StoredEvent, type Subscription } from '#kernel';
import type { ServiceMetrics } from './service-metrics.js';
import { inSpan } from './spans.js';

/** A service's own store, its appends measured and traced. */
export class ObservedStore extends EventStore {
  readonly soleWriter: boolean;

  constructor(private readonly store: EventStore, private readonly metrics: ServiceMetrics) {
    super();
    this.soleWriter = store.soleWriter;
  }

  async append(stream: string, events: readonly NewEvent[], expectedVersion: number): Promise<readonly StoredEvent[]> {
    const [family = ''] = stream.split('-', 1);
    const took = this.metrics.appends.startTimer();
    const append = (): Promise<readonly StoredEvent[]> => this.store.append(stream, events, expectedVersion);
    try {
      const of = { name: `append ${family}`, kind: SpanKind.CLIENT, attributes: { 'guichet.events': events.length }, under: events[0]?.metadata.traceparent };
      const stored = await inSpan(of, append, isFault);
      this.metrics.events.inc(events.length);
      return stored;
    } catch (error) {
      if (isFault(error)) this.metrics.appendFailures.inc();
      else this.metrics.conflicts.inc();
      throw error;
    } finally {
      took();
    }
  }

  read(stream: string, options?: ReadOptions): Promise<readonly StoredEvent[]> {
    return this.store.read(stream, options);
  }

  follow(after: Position, handle: (batch: Batch) => Promise<void>): Subscription {
    return this.store.follow(after, handle);
  }

  caughtUp(position: Position): Promise<boolean> {
    return this.store.caughtUp(position);
  }

  extent(position: Position): Promise<Extent> {
    return this.store.extent(position);
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

const isFault = (error: unknown): boolean => !(error instanceof WrongExpectedVersion);
