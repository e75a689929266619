import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes sure that `file` exists and that only its owner reads it. An existing file is never opened: the kernel would
 * drop the locks that this process holds on it as soon as it is closed again.
 */
export const privateFile = (file: string): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (existsSync(file)) chmodSync(file, 0o600);
  else writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
};
