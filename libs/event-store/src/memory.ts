import type { Clock } from '#kernel';
import { EmbeddedEventStore, type EventStoreOptions } from './embedded-event-store.js';
import { MemoryEventLog } from './memory-event-log.js';

/** For specs and demonstrations: keeps every promise of the port but to outlive the process. */
export class MemoryEventStore extends EmbeddedEventStore {
  constructor(clock: Clock, options?: EventStoreOptions) {
    super(new MemoryEventLog(), clock, options);
  }
}
