import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteDocuments } from '#persistence/sqlite';
import { SqliteFactLog } from '../sqlite.js';
import type { Installation } from './installation.js';

/** In files of a directory that goes with it. */
export const onSqlite = async (): Promise<Installation> => opened(await mkdtemp(join(tmpdir(), 'messaging-')));

const opened = (place: string): Installation => {
  const log = SqliteFactLog.open(join(place, 'topics.sqlite'));
  const documents = SqliteDocuments.open(join(place, 'documents.sqlite'));
  const shut = async (): Promise<void> => {
    await log.close();
    await documents.close();
  };
  return {
    log, documents,
    restart: async () => {
      await shut();
      return opened(place);
    },
    close: async () => {
      await shut();
      await rm(place, { recursive: true });
    },
  };
};
