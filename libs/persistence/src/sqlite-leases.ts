import type { DatabaseSync } from 'node:sqlite';
import { Leases } from './leases.js';
import { openDatabase } from './open-database.js';

/** Leases in a file of their own, which several processes of one machine may open. */
export class SqliteLeases extends Leases {
  private readonly statements;

  private constructor(private readonly database: DatabaseSync, private readonly now: () => number) {
    super();
    database.exec('CREATE TABLE IF NOT EXISTS lease (name TEXT PRIMARY KEY NOT NULL, owner TEXT NOT NULL, until INTEGER NOT NULL) STRICT');
    this.statements = {
      hold: database.prepare(`
        INSERT INTO lease (name, owner, until) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, until = excluded.until
        WHERE lease.owner = excluded.owner OR lease.until <= ?`),
      release: database.prepare('DELETE FROM lease WHERE name = ? AND owner = ?'),
    };
  }

  static open(file: string, now: () => number = Date.now): SqliteLeases {
    return new SqliteLeases(openDatabase(file, { shared: true }), now);
  }

  async hold(name: string, owner: string, ttlMillis: number): Promise<boolean> {
    const now = this.now();
    return this.statements.hold.run(name, owner, now + ttlMillis, now).changes === 1;
  }

  async release(name: string, owner: string): Promise<void> {
    this.statements.release.run(name, owner);
  }

  close(): void {
    if (this.database.isOpen) this.database.close();
  }
}
