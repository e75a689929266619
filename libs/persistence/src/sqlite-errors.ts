import type { DomainError } from '#kernel';

const CONSTRAINT = 19;
const BUSY = 5;
/** Results, by SQLite's own names, that ask nothing else of us than to wait until there is room, memory or a disk again. */
const PASSING: Readonly<Record<string, number>> = { PERM: 3, BUSY, LOCKED: 6, NOMEM: 7, READONLY: 8, INTERRUPT: 9, IOERR: 10, FULL: 13, CANTOPEN: 14, PROTOCOL: 15 };

type SqliteError = { readonly message: string };

const resultOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;

export const isConstraint = (error: unknown): error is SqliteError => resultOf(error) === CONSTRAINT;
export const isBusy = (error: unknown): boolean => resultOf(error) === BUSY;
/** The disk, not the caller: full, unreadable, out of memory. */
export const isStorageFailure = (error: unknown): boolean => resultOf(error) !== undefined && !isConstraint(error);

type Unavailable = new (cause: unknown) => DomainError;

const isPassing = (error: unknown): boolean => Object.values(PASSING).some((result) => result === resultOf(error));

/** Throws what passes as `Unavailable`, any other error as it is. */
export const thrownAs = (Unavailable: Unavailable) => (error: unknown): never => {
  throw isPassing(error) ? new Unavailable(error) : error;
};

/** Answers, or tells that the disk cannot now. */
export const reached = <Answer>(Unavailable: Unavailable, ask: () => Answer): Answer => {
  try {
    return ask();
  } catch (error) {
    return thrownAs(Unavailable)(error);
  }
};

/** Another connection has the file open; a file has one owner. */
export class FileInUse extends Error {
  override readonly name = 'FileInUse';
  constructor(file: string) {
    super(`${file} is in use by another process or connection`);
  }
}
