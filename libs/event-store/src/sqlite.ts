import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '#kernel';
import { openDatabase } from '#persistence/sqlite';
import { EmbeddedEventStore, type EventStoreOptions } from './embedded-event-store.js';
import { SqliteEventLog } from './sqlite-event-log.js';

/** The events of one service in one file, which this store alone has open. */
export class SqliteEventStore extends EmbeddedEventStore {
  /** `database`: opened for this store alone, which closes it. */
  constructor(database: DatabaseSync, clock: Clock, options?: EventStoreOptions) {
    super(new SqliteEventLog(database), clock, options);
  }

  /** Creates the file when missing, readable by its owner only. @throws FileInUse */
  static open(file: string, clock: Clock, options?: EventStoreOptions): SqliteEventStore {
    return new SqliteEventStore(openDatabase(file), clock, options);
  }
}
