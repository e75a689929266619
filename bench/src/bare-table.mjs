import { DatabaseSync } from 'node:sqlite';

/** What the store does in a file, and nothing else: its table, its pragmas, rows in transactions. */
export class BareTable {
  constructor(file) {
    this.database = new DatabaseSync(file);
    this.database.exec(`
      PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 8000;
      CREATE TABLE event (
        position INTEGER PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT NULL, event_id TEXT NOT NULL UNIQUE,
        type TEXT NOT NULL, data TEXT NOT NULL, metadata TEXT NOT NULL, UNIQUE (stream, version)) STRICT`);
    this.insert = this.database.prepare('INSERT INTO event (stream, version, event_id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)');
    this.begin = this.database.prepare('BEGIN IMMEDIATE');
    this.commit = this.database.prepare('COMMIT');
  }

  /** `together`: rows in a transaction; `textsOf`: data and metadata of a row as they are stored. */
  append(rows, together, textsOf) {
    for (let from = 0; from < rows.length; from += together) {
      this.begin.run();
      for (const row of rows.slice(from, from + together)) this.insert.run(row.stream, row.version, row.metadata.eventId, row.type, ...textsOf(row));
      this.commit.run();
    }
  }

  close() {
    this.database.close();
  }
}
