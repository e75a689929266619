import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataDirectoryInUse, DataDirectoryLock } from './data-directory.js';

const root = mkdtempSync(join(tmpdir(), 'data-directory-'));
afterAll(() => { rmSync(root, { recursive: true }); });

/** Another process that takes the lock as `acquire` does, says so, and keeps it until it is killed. */
const HOLDER = `
  const { DatabaseSync } = require('node:sqlite');
  const file = new DatabaseSync(process.argv[1] + '/lock');
  file.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  console.log('held');
  setInterval(() => file.isOpen, 1000);
`;
const children: ChildProcess[] = [];
const holding = async (directory: string): Promise<ChildProcess> => {
  const child = spawn(process.execPath, ['-e', HOLDER, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
};

describe('a data directory', () => {
  let directory: string;
  beforeEach(() => { directory = join(mkdtempSync(join(root, 'case-')), 'data'); });
  afterEach(() => { for (const child of children.splice(0)) child.kill('SIGKILL'); });

  it('is made when missing, for its owner only', () => {
    const lock = DataDirectoryLock.acquire(directory);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory, 'lock')).mode & 0o777).toBe(0o600);
    lock.release();
  });

  it('is refused to a second one in this process, however often it asks', () => {
    const lock = DataDirectoryLock.acquire(directory);
    expect(() => DataDirectoryLock.acquire(directory)).toThrow(DataDirectoryInUse);
    expect(() => DataDirectoryLock.acquire(directory)).toThrow(`the data directory ${directory} is in use`);
    lock.release();
    lock.release();
    DataDirectoryLock.acquire(directory).release();
  });

  it('is refused while another process has it, and taken over by itself when that is killed', async () => {
    DataDirectoryLock.acquire(directory).release();
    const other = await holding(directory);
    expect(() => DataDirectoryLock.acquire(directory)).toThrow(DataDirectoryInUse);
    other.kill('SIGKILL');
    await once(other, 'exit');
    DataDirectoryLock.acquire(directory).release();
  });

  it('is refused to another process while this one has it', async () => {
    const lock = DataDirectoryLock.acquire(directory);
    expect(() => DataDirectoryLock.acquire(directory)).toThrow(DataDirectoryInUse);
    const other = spawn(process.execPath, ['-e', HOLDER, directory], { stdio: ['ignore', 'ignore', 'pipe'] });
    children.push(other);
    const said: Buffer[] = [];
    other.stderr.on('data', (part: Buffer) => { said.push(part); });
    await once(other, 'close');
    expect(Buffer.concat(said).toString()).toContain('database is locked');
    lock.release();
  });
});
