import type { Clock } from '#kernel';
import { openDatabase } from '#persistence/sqlite';
import { EmbeddedEventStore, type EventStoreOptions } from './embedded-event-store.js';
import { SqliteEventLog } from './sqlite-event-log.js';

/** The events of one service in one file, which this store alone has open. */
export class SqliteEventStore extends EmbeddedEventStore {
  /** Creates the file when missing, readable by its owner only. @throws FileInUse */
  static open(file: string, clock: Clock, options?: EventStoreOptions): SqliteEventStore {
    return new SqliteEventStore(new SqliteEventLog(openDatabase(file)), clock, options);
  }
}
