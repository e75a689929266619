import { openDatabase } from '#persistence/sqlite';
import { EmbeddedFactLog } from './embedded-fact-log.js';
import { SqliteMessages } from './sqlite-messages.js';
import { layoutsOf, type TopicLayouts } from './topic-layout.js';

/** The log of a standalone installation: one file for all topics; heartbeats stay in memory. */
export class SqliteFactLog extends EmbeddedFactLog {
  /** @throws FileInUse: the log has one process. */
  static open(file: string, layouts: TopicLayouts = layoutsOf()): SqliteFactLog {
    return new SqliteFactLog(new SqliteMessages(openDatabase(file)), layouts);
  }
}
