import { randomBytes } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { Seal } from '#contracts';
import { PersonKeys, SubjectErased } from './person-keys.js';

const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  CREATE TABLE IF NOT EXISTS person_key (subject TEXT PRIMARY KEY, wrapped TEXT) STRICT, WITHOUT ROWID;
`;
/** Not a subject: wrapped at first use, so that a wrong master key is noticed before anything is written with it. */
const PROBE = '';

/** The master key given is not the one this file was made with. */
export class WrongMasterKey extends Error {
  override readonly name = 'WrongMasterKey';
  constructor() {
    super('the person keys were wrapped with another master key');
  }
}

/** Keys in a file of their own, never part of the event backups, each wrapped by a master key from configuration. */
export class SqlitePersonKeys extends PersonKeys {
  private readonly wrapping: Seal;
  private readonly database: DatabaseSync;

  /** @throws WrongMasterKey */
  constructor(file: string, masterKey: Buffer) {
    super();
    this.wrapping = new Seal(masterKey, 'pk1');
    if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
    this.database = new DatabaseSync(file);
    this.database.exec(SETTINGS);
    this.keyNow(PROBE);
  }

  async keyOf(subject: string): Promise<Buffer> {
    return Promise.resolve().then(() => this.keyNow(subject));
  }

  async drop(subject: string): Promise<void> {
    if (subject === PROBE) throw new RangeError('a subject has a name');
    return Promise.resolve().then(() => {
      this.database
        .prepare('INSERT INTO person_key (subject, wrapped) VALUES (?, NULL) ON CONFLICT (subject) DO UPDATE SET wrapped = NULL')
        .run(subject);
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
    const key = this.wrapping.open(row['wrapped'], subject);
    if (key === undefined) throw new WrongMasterKey();
    return Buffer.from(key, 'base64url');
  }

  private create(subject: string): Buffer {
    const key = randomBytes(32);
    const wrapped = this.wrapping.seal(key.toString('base64url'), subject);
    this.database.prepare('INSERT INTO person_key (subject, wrapped) VALUES (?, ?)').run(subject, wrapped);
    return key;
  }
}
