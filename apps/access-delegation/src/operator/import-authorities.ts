import type { Language } from '#http';
import { authoritiesOn, CellRefused, columnsFor, type LineOptions } from './authority-line.js';
import { csvRecords, type BrokenLine, type CsvRecord } from './csv-records.js';
import { Tally, type ImportReport, type RefusedLine } from './import-report.js';
import { refusalIn } from './operator-commands.js';
import { refusedLines } from './refused-lines.js';
import type { AuthorityRecords, Outcome } from './recorded-authorities.js';

export type ImportOptions = LineOptions & {
  readonly onProgress?: (report: ImportReport) => void;
  /** In which refused lines are told why; English when left out. */
  readonly language?: Language;
};

/** Lines recorded at the same time: they share commits. */
const AT_ONCE = 64;

/** Line by line, each on its own: a refused one is reported and the rest goes on. Again is harmless. @throws FileRefused */
export const importAuthorities = async (file: string, authorities: AuthorityRecords, options: ImportOptions = {}): Promise<ImportReport> => {
  const tally = new Tally();
  for await (const batch of batchesOf(csvRecords(file, columnsFor(options)))) {
    const results = await Promise.all(batch.map((line) => recordLine(line, authorities, options)));
    for (const result of results) {
      if (Array.isArray(result)) tally.add(result);
      else tally.refuse(result as RefusedLine);
    }
    options.onProgress?.(tally.report());
  }
  return tally.report();
};

const recordLine = async (line: CsvRecord | BrokenLine, authorities: AuthorityRecords, options: ImportOptions): Promise<readonly Outcome[] | RefusedLine> => {
  const { language = 'en' } = options;
  if ('broken' in line) return { line: line.line, code: line.broken, why: refusedLines[line.broken][language] };
  try {
    const outcomes: Outcome[] = [];
    for (const details of authoritiesOn(line.cells, options)) outcomes.push(await authorities.record(details, line.cells));
    return outcomes;
  } catch (error) {
    if (error instanceof CellRefused) return { line: line.line, column: error.column, code: error.code, why: refusedLines[error.code][language] };
    const refusal = refusalIn(error, language);
    if (!refusal) throw error;
    return { line: line.line, ...refusal };
  }
};

/** A line about the same authority as one before waits for it: the later one corrects the earlier. */
async function* batchesOf(lines: AsyncIterable<CsvRecord | BrokenLine>): AsyncGenerator<readonly (CsvRecord | BrokenLine)[]> {
  let batch: (CsvRecord | BrokenLine)[] = [];
  let codes = new Set<string>();
  for await (const line of lines) {
    const code = 'cells' in line ? (line.cells['nis'] ?? '').trim() : '';
    if (batch.length === AT_ONCE || (code !== '' && codes.has(code))) {
      yield batch;
      batch = [];
      codes = new Set();
    }
    batch.push(line);
    codes.add(code);
  }
  if (batch.length > 0) yield batch;
}
