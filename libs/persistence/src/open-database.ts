import { DatabaseSync } from 'node:sqlite';
import { privateFile } from './private-file.js';
import { FileInUse, isBusy } from './sqlite-errors.js';

export type OpenOptions = {
  /** Several processes may open the file, and wait for each other. Otherwise it has one owner until it is closed. */
  readonly shared?: boolean;
};

const CHECKPOINT_PAGES = 8_000;
const PATIENCE_MILLIS = 5_000;

/** A file only its owner reads, where a commit survives a power cut and erased text is overwritten. @throws FileInUse */
export const openDatabase = (file: string, { shared = false }: OpenOptions = {}): DatabaseSync => {
  privateFile(file);
  const database = new DatabaseSync(file, { timeout: shared ? PATIENCE_MILLIS : 0 });
  try {
    database.exec(`
      PRAGMA locking_mode = ${shared ? 'NORMAL' : 'EXCLUSIVE'};
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      PRAGMA wal_autocheckpoint = ${String(CHECKPOINT_PAGES)};
    `);
    return database;
  } catch (error) {
    database.close();
    throw isBusy(error) ? new FileInUse(file) : error;
  }
};
