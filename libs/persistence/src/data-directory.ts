import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { privateFile } from './private-file.js';
import { isBusy } from './sqlite-errors.js';

export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';
  constructor(readonly directory: string) {
    super(`the data directory ${directory} is in use: stop the process that runs on it, or ask that process`);
  }
}

/**
 * One process per data directory. The operating system holds the lock for this process and drops it when the process
 * ends, however it ends: nothing stale is ever left to clean up.
 */
export class DataDirectoryLock {
  private constructor(readonly directory: string, private readonly file: DatabaseSync) {}

  /** Creates the directory when missing, readable by its owner only. @throws DataDirectoryInUse */
  static acquire(directory: string): DataDirectoryLock {
    mkdirSync(directory, { recursive: true });
    chmodSync(directory, 0o700);
    privateFile(join(directory, 'lock'));
    const file = new DatabaseSync(join(directory, 'lock'));
    try {
      file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
      return new DataDirectoryLock(directory, file);
    } catch (error) {
      file.close();
      throw isBusy(error) ? new DataDirectoryInUse(directory) : error;
    }
  }

  release(): void {
    if (this.file.isOpen) this.file.close();
  }
}
