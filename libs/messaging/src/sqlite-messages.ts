import type { DatabaseSync } from 'node:sqlite';
import type { Message } from './message.js';
import type { MessageStore } from './message-store.js';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS messages (
    topic TEXT NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL,
    key TEXT NOT NULL, headers TEXT NOT NULL, value TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS messages_in_order ON messages (topic, partition, offset);
`;

/** Messages in one SQLite file. */
export class SqliteMessages implements MessageStore {
  private readonly insert;
  private readonly select;
  private readonly last;

  constructor(private readonly database: DatabaseSync) {
    database.exec(SCHEMA);
    this.insert = database.prepare('INSERT INTO messages (topic, partition, offset, key, headers, value) VALUES (?, ?, ?, ?, ?, ?)');
    this.select = database.prepare('SELECT offset, key, headers, value FROM messages WHERE topic = ? AND partition = ? AND offset >= ? ORDER BY offset LIMIT ?');
    this.last = database.prepare('SELECT max(offset) AS offset FROM messages WHERE topic = ? AND partition = ?');
  }

  append(messages: readonly Message[]): void {
    if (messages.length === 0) return;
    this.database.exec('BEGIN IMMEDIATE');
    try {
      for (const { topic, partition, offset, key, headers, value } of messages) {
        this.insert.run(topic, partition, offset, key, JSON.stringify(headers), value);
      }
      this.database.exec('COMMIT');
    } catch (error) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  read(topic: string, partition: number, offset: number, limit: number): readonly Message[] {
    return this.select.all(topic, partition, offset, limit).map((row) => ({
      topic, partition, offset: Number(row['offset']), key: String(row['key']), value: String(row['value']),
      headers: JSON.parse(String(row['headers'])) as Message['headers'],
    }));
  }

  end(topic: string, partition: number): number {
    const offset = this.last.get(topic, partition)?.['offset'];
    return typeof offset === 'number' ? offset + 1 : 0;
  }

  close(): void {
    this.database.close();
  }
}
