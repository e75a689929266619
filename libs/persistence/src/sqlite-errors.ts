const CONSTRAINT = 19;
const BUSY = 5;

type SqliteError = { readonly message: string };

const resultOf = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;

export const isConstraint = (error: unknown): error is SqliteError => resultOf(error) === CONSTRAINT;
export const isBusy = (error: unknown): boolean => resultOf(error) === BUSY;
/** The disk, not the caller: full, unreadable, out of memory. */
export const isStorageFailure = (error: unknown): boolean => resultOf(error) !== undefined && !isConstraint(error);

/** Another connection has the file open; a file has one owner. */
export class FileInUse extends Error {
  override readonly name = 'FileInUse';
  constructor(file: string) {
    super(`${file} is in use by another process or connection`);
  }
}
