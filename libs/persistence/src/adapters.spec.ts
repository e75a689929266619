import { afterAll } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryDocuments, MemoryLeases } from './memory.js';
import { SqliteDocuments, SqliteLeases } from './sqlite.js';
import { describeDocuments } from './testing/documents.contract.js';
import { describeLeases } from './testing/leases.contract.js';

const directory = mkdtempSync(join(tmpdir(), 'documents-'));
afterAll(() => { rmSync(directory, { recursive: true }); });
let files = 0;
const newFile = (): string => join(directory, `${String(files += 1)}.db`);

describeDocuments('memory', async () => ({ documents: new MemoryDocuments() }));
describeDocuments('sqlite', async () => {
  const file = newFile();
  const documents = SqliteDocuments.open(file);
  const reopen = async (): Promise<SqliteDocuments> => {
    await documents.close();
    return SqliteDocuments.open(file);
  };
  return { documents, reopen };
});

describeLeases('memory', async (now) => new MemoryLeases(now));
describeLeases('sqlite', async (now) => SqliteLeases.open(newFile(), now));
