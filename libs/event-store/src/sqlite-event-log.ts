import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { StoreUnavailable } from '#kernel';
import { GroupCommit, isConstraint, reached, thrownAs } from '#persistence/sqlite';
import { EventIdTaken, EventLog, type EventRow, type Versions } from './event-log.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY,
    stream   TEXT NOT NULL,
    version  INTEGER NOT NULL,
    event_id TEXT NOT NULL UNIQUE,
    type     TEXT NOT NULL,
    data     TEXT NOT NULL,
    metadata TEXT NOT NULL,
    UNIQUE (stream, version)
  ) STRICT`;
const COLUMNS = 'position, stream, version, event_id AS eventId, type, data, metadata';
const VERSIONS = `SELECT ${COLUMNS} FROM event WHERE stream = ? AND version > ? AND version < ? ORDER BY version`;

/** The sole writer need not ask again where it left a stream. */
const REMEMBERED_HEADS = 50_000;

/** Rows in a table of one file; a commit is shared by everything that waits in the same turn of the event loop. */
export class SqliteEventLog extends EventLog {
  private readonly group: GroupCommit;
  private readonly heads = new Map<string, number>();
  private readonly statements;

  constructor(database: DatabaseSync) {
    super();
    database.exec(SCHEMA);
    this.group = new GroupCommit(database, () => { this.heads.clear(); });
    this.statements = {
      last: database.prepare('SELECT coalesce(max(position), 0) AS number FROM event'),
      version: database.prepare('SELECT coalesce(max(version), 0) AS number FROM event WHERE stream = ?'),
      forwards: database.prepare(`${VERSIONS} LIMIT ?`),
      backwards: database.prepare(`${VERSIONS} DESC LIMIT ?`),
      after: database.prepare(`SELECT ${COLUMNS} FROM event WHERE position > ? ORDER BY position`),
      insert: database.prepare('INSERT INTO event (stream, version, event_id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)'),
    };
  }

  lastPosition(): number {
    return this.number(this.statements.last);
  }

  versionOf(stream: string): number {
    return this.heads.get(stream) ?? this.number(this.statements.version, stream);
  }

  versions(stream: string, { above, below, backwards, limit }: Versions): readonly EventRow[] {
    const { backwards: down, forwards: up } = this.statements;
    return reached(StoreUnavailable, () => (backwards ? down : up).all(stream, above, below, limit) as unknown as EventRow[]);
  }

  *after(position: number): Iterable<EventRow> {
    try {
      yield* this.statements.after.iterate(position) as Iterable<unknown> as Iterable<EventRow>;
    } catch (error) {
      thrownAs(StoreUnavailable)(error);
    }
  }

  insert({ stream, version, eventId, type, data, metadata }: Omit<EventRow, 'position'>): number {
    try {
      const { lastInsertRowid } = this.statements.insert.run(stream, version, eventId, type, data, metadata);
      if (this.heads.size >= REMEMBERED_HEADS) this.heads.clear();
      this.heads.set(stream, version);
      return Number(lastInsertRowid);
    } catch (error) {
      throw isConstraint(error) ? new EventIdTaken(stream, eventId) : error;
    }
  }

  commit<T>(write: () => T, count: number): Promise<T> {
    return this.group.run(write, count > 1 ? 'several' : 'one').catch(thrownAs(StoreUnavailable));
  }

  async close(): Promise<void> {
    this.group.close();
  }

  private number(statement: StatementSync, ...values: readonly string[]): number {
    return reached(StoreUnavailable, () => (statement.get(...values) as { number: number }).number);
  }
}
