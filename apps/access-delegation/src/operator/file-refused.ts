/** A file that is not what an import takes: nothing of it was imported. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  constructor(readonly code: 'file-missing' | 'file-empty' | 'file-binary' | 'line-too-long' | 'column-missing' | 'not-a-catalogue', message: string) {
    super(message);
  }
}
