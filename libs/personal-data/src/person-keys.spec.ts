import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DocumentsUnavailable } from '#persistence';
import { MemoryDocuments } from '#persistence/memory';
import { CachedPersonKeys } from './cached-person-keys.js';
import { DocumentPersonKeys } from './document-person-keys.js';
import { WrongMasterKey } from './key-wrapping.js';
import { MemoryPersonKeys } from './memory-person-keys.js';
import { SubjectErased } from './person-keys.js';
import { SqlitePersonKeys } from './sqlite-person-keys.js';
import { describePersonKeys } from './testing/person-keys.contract.js';

const master = randomBytes(32);
const all = mkdtempSync(join(tmpdir(), 'person-keys-'));
afterAll(() => { rmSync(all, { recursive: true }); });
const directory = () => mkdtempSync(join(all, 'of-one-'));
const onDisk = (folder: string) => readdirSync(folder).map((file) => readFileSync(join(folder, file), 'latin1')).join('');

describePersonKeys('memory', () => new MemoryPersonKeys());
describePersonKeys('sqlite', () => new SqlitePersonKeys(join(directory(), 'keys.sqlite'), master));
describePersonKeys('documents', () => DocumentPersonKeys.open(new MemoryDocuments(), master));
describePersonKeys('cached', () => new CachedPersonKeys(new MemoryPersonKeys()));

describe('person keys in a file', () => {
  it('cannot be reached while the file cannot be written, and can afterwards', async () => {
    const file = join(directory(), 'keys.sqlite');
    const keys = new SqlitePersonKeys(file, master);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(keys.keyOf('person-1')).rejects.toBeInstanceOf(DocumentsUnavailable);
    await expect(keys.drop('person-1')).rejects.toBeInstanceOf(DocumentsUnavailable);
    other.exec('ROLLBACK');
    expect(await keys.keyOf('person-1')).toHaveLength(32);
    other.close();
    keys.close();
  });

  it('are there after a restart, erasures included', async () => {
    const file = join(directory(), 'keys.sqlite');
    const before = new SqlitePersonKeys(file, master);
    const key = await before.keyOf('p1');
    await before.drop('p2');
    before.close();
    const after = new SqlitePersonKeys(file, master);
    expect(await after.keyOf('p1')).toEqual(key);
    await expect(after.keyOf('p2')).rejects.toThrow(SubjectErased);
  });

  it('never stand there in clear, and only the owner may read the file', async () => {
    const folder = directory();
    const keys = new SqlitePersonKeys(join(folder, 'keys.sqlite'), master);
    const key = await keys.keyOf('p1');
    expect(onDisk(folder)).not.toContain(key.toString('base64url'));
    expect(onDisk(folder)).not.toContain(key.toString('latin1'));
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  });

  it('leave no trace of a dropped key, even wrapped', async () => {
    const folder = directory();
    const file = join(folder, 'keys.sqlite');
    const keys = new SqlitePersonKeys(file, master);
    await keys.keyOf('p1');
    const reader = new DatabaseSync(file);
    const wrapped = String(reader.prepare(`SELECT wrapped FROM person_key WHERE subject = 'p1'`).get()?.['wrapped']);
    reader.close();
    const traces = () => Array.from({ length: wrapped.length - 12 }, (_, at) => wrapped.slice(at, at + 12)).filter((part) => onDisk(folder).includes(part));
    expect(traces()).not.toEqual([]);
    await keys.drop('p1');
    expect(traces().filter((part) => !part.startsWith('pk1'))).toEqual([]);
  });

  it('do not open with another master key', async () => {
    const file = join(directory(), 'keys.sqlite');
    const keys = new SqlitePersonKeys(file, master);
    await keys.keyOf('p1');
    keys.close();
    expect(() => new SqlitePersonKeys(file, randomBytes(32))).toThrow(WrongMasterKey);
  });

  it('do not serve another subject when rows are exchanged', async () => {
    const file = join(directory(), 'keys.sqlite');
    const keys = new SqlitePersonKeys(file, master);
    await keys.keyOf('p1');
    const writer = new DatabaseSync(file);
    writer.exec(`UPDATE person_key SET subject = 'p2' WHERE subject = 'p1'`);
    writer.close();
    await expect(keys.keyOf('p2')).rejects.toThrow(WrongMasterKey);
  });
});

describe('remembering person keys', () => {
  it('forgets after a minute, so that an erasure made elsewhere is felt', async () => {
    let now = 0;
    const store = new MemoryPersonKeys();
    const cached = new CachedPersonKeys(store, () => now);
    const key = await cached.keyOf('p1');
    await store.drop('p1');
    now = 59_999;
    expect(await cached.keyOf('p1')).toEqual(key);
    now = 60_000;
    await expect(cached.keyOf('p1')).rejects.toThrow(SubjectErased);
  });

  it('never remembers a key that was dropped while it was being read', async () => {
    const slow = Promise.withResolvers<undefined>();
    class SlowPersonKeys extends MemoryPersonKeys {
      override async keyOf(subject: string): Promise<Buffer> {
        const key = await super.keyOf(subject);
        await slow.promise;
        return key;
      }
    }
    const cached = new CachedPersonKeys(new SlowPersonKeys());
    const reading = cached.keyOf('p1');
    await cached.drop('p1');
    slow.resolve(undefined);
    await reading;
    await expect(cached.keyOf('p1')).rejects.toThrow(SubjectErased);
  });
});
