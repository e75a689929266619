import { describe, expect, it } from '@jest/globals';
import { csvRecords } from './csv-records.js';
import { FileRefused } from './file-refused.js';
import { withFile } from './testing/files.js';

const read = (content: string | Buffer, columns: readonly string[] = ['a', 'b']): Promise<readonly unknown[]> => withFile(content, async (file) => {
  const records: unknown[] = [];
  for await (const record of csvRecords(file, columns)) records.push('cells' in record ? [record.line, record.cells['a'], record.cells['b']] : [record.line, record.broken]);
  return records;
});

const refusalOf = (content: string | Buffer): Promise<unknown> =>
  read(content).catch((error: unknown) => (error instanceof FileRefused ? error.code : error));

describe('reading a CSV file', () => {
  it.each<[string, string | Buffer]>([
    ['as everybody writes it', 'a,b\n1,é\n'],
    ['with a mark of byte order', '\ufeffa,b\n1,é\n'],
    ['in Latin-1', Buffer.from('a,b\n1,é\n', 'latin1')],
    ['with the line ends of Windows', 'a,b\r\n1,é\r\n'],
    ['without an end to its last line', 'a,b\n1,é'],
    ['with empty lines between', 'a,b\n\n1,é\n\n'],
    ['with semicolons', 'a;b\n1;é\n'],
    ['with other columns beside', 'x,b,a\n0,é,1\n'],
  ])('reads a file %s', async (_how, content) => {
    expect((await read(content)).map((record) => (record as unknown[]).slice(1))).toEqual([['1', 'é']]);
  });

  it('reads letters that Windows adds to Latin-1', async () => {
    expect(await read(Buffer.from([...Buffer.from('a,b\n1,'), 0x9c, 0x92]))).toEqual([[2, '1', 'œ’']]);
  });

  it('reads quoted commas, quotes and line breaks, and tells the line where each record begins', async () => {
    expect(await read('a,b\r\n1,"x, ""y""\r\nz"\r\n2,w\r\n')).toEqual([[2, '1', 'x, "y"\nz'], [4, '2', 'w']]);
  });

  it('loses only the line that lacks or has too many columns', async () => {
    expect(await read('a,b\n1\n2,x\n3,y,z\n4,w\n')).toEqual([[2, 'columns-do-not-match'], [3, '2', 'x'], [4, 'columns-do-not-match'], [5, '4', 'w']]);
  });

  it('loses only the line whose quote is never closed', async () => {
    const after = Array.from({ length: 60 }, (_, index) => `${String(index)},x`);
    const records = await read(['a,b', '1,"open', ...after].join('\n'));
    expect(records).toHaveLength(61);
    expect(records.slice(0, 3)).toEqual([[2, 'quote-not-closed'], [3, '0', 'x'], [4, '1', 'x']]);
  });

  it('loses only the line whose open quote is closed by a later one', async () => {
    expect(await read('a,b\n1,"open\n2,x\n3,"also open\n4,y\n')).toEqual([[2, 'quote-not-closed'], [3, '2', 'x'], [4, 'quote-not-closed'], [5, '4', 'y']]);
  });

  it('loses only the line with a quote out of place', async () => {
    expect(await read('a,b\n1,x "y" z\n2,"x" y\n3,ok\n')).toEqual([[2, 'quote-not-closed'], [3, 'quote-not-closed'], [4, '3', 'ok']]);
  });
});

describe('a file that is no list', () => {
  it.each<[string, string, string | Buffer]>([
    ['is empty', 'file-empty', ''],
    ['is binary', 'file-binary', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1])],
    ['is UTF-16', 'file-binary', Buffer.from('a,b\n1,2', 'utf16le')],
    ['lacks a column', 'column-missing', 'a,c\n1,2\n'],
    ['has no header', 'column-missing', '1,2\n3,4\n'],
    ['has a line without end', 'line-too-long', `a,b\n1,${'x'.repeat(200_000)}`],
  ])('is refused as a whole when it %s', async (_what, code, content) => {
    expect(await refusalOf(content)).toBe(code);
  });

  it('is refused when it is not there, or is a directory', async () => {
    const reading = async (file: string): Promise<void> => { for await (const record of csvRecords(file, ['a'])) expect(record).toBeUndefined(); };
    await expect(reading('/nowhere/at/all.csv')).rejects.toMatchObject({ code: 'file-missing' });
    await expect(reading('/')).rejects.toMatchObject({ code: 'file-missing' });
  });
});
