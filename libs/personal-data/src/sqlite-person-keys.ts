import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { DocumentsUnavailable } from '#persistence';
import { reached } from '#persistence/sqlite';
import { KeyWrapping, PROBE, aSubject } from './key-wrapping.js';
import { PersonKeys, SubjectErased } from './person-keys.js';

const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS person_key (subject TEXT PRIMARY KEY, wrapped TEXT) STRICT, WITHOUT ROWID;
`;

/** Keys in a file of their own, never part of the event backups, each wrapped by a master key from configuration. */
export class SqlitePersonKeys extends PersonKeys {
  private readonly wrapping: KeyWrapping;
  private readonly database: DatabaseSync;

  /** @throws WrongMasterKey */
  constructor(file: string, masterKey: Buffer) {
    super();
    this.wrapping = new KeyWrapping(masterKey);
    if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
    this.database = new DatabaseSync(file);
    this.database.exec(SETTINGS);
    this.keyNow(PROBE);
  }

  async keyOf(subject: string): Promise<Buffer> {
    return reached(DocumentsUnavailable, () => this.keyNow(subject));
  }

  async drop(subject: string): Promise<void> {
    reached(DocumentsUnavailable, () => {
      this.database
        .prepare('INSERT INTO person_key (subject, wrapped) VALUES (?, NULL) ON CONFLICT (subject) DO UPDATE SET wrapped = NULL')
        .run(aSubject(subject));
      // The key must leave the write-ahead log too.
      this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    });
  }

  close(): void {
    this.database.close();
  }

  private keyNow(subject: string): Buffer {
    const row = this.database.prepare('SELECT wrapped FROM person_key WHERE subject = ?').get(subject);
    if (!row) return this.create(subject);
    if (typeof row['wrapped'] !== 'string') throw new SubjectErased(subject);
    return this.wrapping.open(row['wrapped'], subject);
  }

  private create(subject: string): Buffer {
    const { key, wrapped } = this.wrapping.make(subject);
    this.database.prepare('INSERT INTO person_key (subject, wrapped) VALUES (?, ?)').run(subject, wrapped);
    return key;
  }
}
