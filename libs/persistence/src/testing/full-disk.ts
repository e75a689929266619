import type { DatabaseSync } from 'node:sqlite';

/** Stands for a disk without room: what needs another page is refused, as SQLite refuses it there. Gives the room back. */
export const fillDisk = (database: DatabaseSync): (() => void) => {
  database.exec('PRAGMA max_page_count = 1');
  return () => { database.exec('PRAGMA max_page_count = 1000000'); };
};

/** More than a page holds that is begun already. */
export const MORE_THAN_A_PAGE = 'x'.repeat(100_000);
