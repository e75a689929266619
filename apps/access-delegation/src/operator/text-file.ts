import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { FileRefused } from './file-refused.js';

export type Encoding = 'utf-8' | 'windows-1252';
export type Line = { readonly number: number; readonly text: string };

const LONGEST_LINE = 64 * 1024;

/** UTF-8 when the whole file is, else Latin-1 as Windows writes it. @throws FileRefused */
export const encodingOf = async (file: string): Promise<Encoding> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let encoding: Encoding = 'utf-8';
  let bytes = 0;
  for await (const chunk of chunksOf(file)) {
    if (chunk.includes(0)) throw new FileRefused('file-binary', `${file} is no text: save the sheet as CSV`);
    bytes += chunk.length;
    if (encoding === 'utf-8' && !decodes(decoder, chunk)) encoding = 'windows-1252';
  }
  if (bytes === 0) throw new FileRefused('file-empty', `${file} is empty`);
  return encoding === 'utf-8' && !decodes(decoder) ? 'windows-1252' : encoding;
};

/** The lines of a text file, numbered from 1, without mark of order or end; never more than one in memory. @throws FileRefused */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder(await encodingOf(file));
  let rest = '';
  let number = 0;
  for await (const chunk of chunksOf(file)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new FileRefused('line-too-long', `line ${String(number + lines.length + 1)} of ${file} does not end`);
    for (const line of lines) yield { number: (number += 1), text: line.replace(/\r$/, '') };
  }
  const last = rest + decoder.decode();
  if (last !== '') yield { number: number + 1, text: last };
}

const decodes = (decoder: TextDecoder, chunk?: Buffer): boolean => {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
};

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file) as AsyncIterable<Buffer>;
  } catch (error) {
    if (MISSING.includes(codeOf(error))) throw new FileRefused('file-missing', `there is no file ${file}`);
    throw error;
  }
}

const MISSING: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EISDIR'];
const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);
