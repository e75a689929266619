import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withOperator } from './testing/opened-operator.js';

const list = join(process.env['REFERENCE_DATA'] ?? '', 'communes-wallonnes-2025.csv');
const catalogue = join(process.env['REFERENCE_DATA'] ?? '', 'matieres-categories.json');
const COMMUNES = 261;

describe('the communes of Wallonia', () => {
  it('are all imported, and a second time none of them anew', () => withOperator(async (operator) => {
    expect(await operator.importAuthorities(list)).toMatchObject({ lines: COMMUNES, registered: COMMUNES, refused: 0 });
    expect(await operator.importAuthorities(list)).toMatchObject({ registered: 0, corrected: 0, unchanged: COMMUNES, refused: 0 });
  }));

  it('are imported with their social welfare centres and fictional numbers, also when the communes were there before', () => withOperator(async (operator) => {
    const options = { withCpas: true, demoNumbers: true };
    await operator.importAuthorities(list);
    expect(await operator.importAuthorities(list, options)).toMatchObject({ registered: COMMUNES, corrected: COMMUNES, refused: 0 });
    expect(await operator.importAuthorities(list, options)).toMatchObject({ registered: 0, corrected: 0, unchanged: 2 * COMMUNES, refused: 0 });
  }));

  it('are imported from a damaged copy but for the damaged lines', () => withOperator(async (operator, files) => {
    const damaged = join(files, 'damaged.csv');
    const lines = readFileSync(list, 'utf8').trimEnd().split('\n');
    const spoilt: Readonly<Record<number, (line: string) => string>> = {
      10: (line) => line.slice(0, 20), 50: (line) => line.replace(/^\d+/, '"'), 100: (line) => line.replace(/^\d/, 'O'), 200: (line) => line.replace(',SPW,', ',?,'),
    };
    const copy = lines.map((line, index) => spoilt[index + 1]?.(line) ?? line).join('\r\n');
    writeFileSync(damaged, Buffer.from(copy, 'latin1'));
    const report = await operator.importAuthorities(damaged);
    expect(report).toMatchObject({ lines: COMMUNES, registered: COMMUNES - 4, refused: 4 });
    expect(report.refusals).toMatchObject([
      { line: 10, code: 'columns-do-not-match' }, { line: 50, code: 'quote-not-closed' },
      { line: 100, column: 'nis', code: 'nis-not-valid' }, { line: 200, column: 'ordinary_supervision', code: 'supervision-unknown' },
    ]);
    expect(await operator.importAuthorities(list)).toMatchObject({ registered: 4, corrected: 0, unchanged: COMMUNES - 4 });
  }));

  it('come with a catalogue that is imported whole, once', () => withOperator(async (operator) => {
    const { published } = await operator.importCatalogue(catalogue);
    expect(published).toBeGreaterThan(9);
    expect(await operator.importCatalogue(catalogue)).toEqual({ published: 0, unchanged: published, refused: [] });
  }));
});
