import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives `work` a file with this content and removes it afterwards. */
export const withFile = async <Result>(content: string | Buffer, work: (file: string) => Promise<Result>): Promise<Result> => {
  const directory = mkdtempSync(join(tmpdir(), 'file-'));
  const file = join(directory, 'file');
  writeFileSync(file, content);
  try {
    return await work(file);
  } finally {
    rmSync(directory, { recursive: true });
  }
};
