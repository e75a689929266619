import { parse } from 'csv-parse/sync';
import { FileRefused } from './file-refused.js';
import { linesOf, type Line } from './text-file.js';

export type CsvRecord = { readonly line: number; readonly cells: Readonly<Record<string, string>> };
export type BrokenLine = { readonly line: number; readonly broken: 'quote-not-closed' | 'columns-do-not-match' };

/** A field with more line breaks than this is a quote that somebody forgot to close. */
const MOST_LINES = 20;

/**
 * The records of a CSV file with these columns among others, one at a time. A record that cannot be read costs its
 * first line only: the lines after it are read anew. @throws FileRefused
 */
export async function* csvRecords(file: string, columns: readonly string[]): AsyncGenerator<CsvRecord | BrokenLine> {
  let header: Header | undefined;
  let pending: Line[] = [];
  for await (const line of linesOf(file)) {
    if (!header) header = headerOf(line.text, columns);
    else if (pending.length > 0 || line.text.trim() !== '') {
      const { read, left } = readFrom([...pending, line], header, false);
      yield* read;
      pending = left;
    }
  }
  if (!header) throw new FileRefused('file-empty', `${file} is empty`);
  yield* readFrom(pending, header, true).read;
}

type Header = { readonly names: readonly string[]; readonly delimiter: string };

const headerOf = (text: string, columns: readonly string[]): Header => {
  const delimiter = text.includes(',') ? ',' : ';';
  const names = (cellsOf(text, delimiter) ?? []).map((name) => name.trim());
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new FileRefused('column-missing', `the first line does not name ${missing.join(', ')}`);
  return { names, delimiter };
};

const readFrom = (lines: readonly Line[], header: Header, complete: boolean): { read: (CsvRecord | BrokenLine)[]; left: Line[] } => {
  const read: (CsvRecord | BrokenLine)[] = [];
  let left = [...lines];
  for (let [first] = left; first; [first] = left) {
    const taken = closedAfter(left);
    if (taken === undefined && !complete && left.length < MOST_LINES) break;
    const record = recordOf(first.number, left.slice(0, taken ?? 1), header);
    read.push(record);
    left = left.slice('cells' in record ? taken : 1);
  }
  return { read, left };
};

/** After how many lines every quote is closed, if it is. */
const closedAfter = (lines: readonly Line[]): number | undefined => {
  let quotes = 0;
  const last = lines.findIndex(({ text }) => (quotes += text.split('"').length - 1) % 2 === 0);
  return last === -1 ? undefined : last + 1;
};

const recordOf = (line: number, lines: readonly Line[], { names, delimiter }: Header): CsvRecord | BrokenLine => {
  const cells = cellsOf(lines.map(({ text }) => text).join('\n'), delimiter);
  if (!cells) return { line, broken: 'quote-not-closed' };
  if (cells.length !== names.length) return { line, broken: 'columns-do-not-match' };
  return { line, cells: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])) };
};

const cellsOf = (text: string, delimiter: string): readonly string[] | undefined => {
  try {
    const [cells = []] = parse(text, { delimiter, relax_column_count: true });
    return cells;
  } catch {
    return undefined;
  }
};
