import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withOperator } from './testing/opened-operator.js';

const HEADER = 'nis,name_fr,name_de,name_nl,province_nis,language_regime,ordinary_supervision,demo_bce_commune,demo_bce_cpas';
const VALMARCHE = '99011,Valmarche,,,99000,fr,SPW,0150000107,0150010104';
const ROCHEFAGNE = '99012,Rochefagne,,,99000,fr,SPW,0150000206,0150010203';

describe('importing authorities', () => {
  it('registers what is new, corrects what differs, and repeats nothing', () => withOperator(async (operator, files) => {
    const imported = (lines: readonly string[], options = {}) => {
      writeFileSync(join(files, 'list.csv'), [HEADER, ...lines].join('\n'));
      return operator.importAuthorities(join(files, 'list.csv'), options);
    };
    expect(await imported([VALMARCHE, ROCHEFAGNE])).toMatchObject({ lines: 2, registered: 2, refused: 0 });
    const authorityId = await operator.authorityWithNis('MUNICIPALITY', '99011');
    expect(await imported([VALMARCHE, ROCHEFAGNE])).toMatchObject({ registered: 0, unchanged: 2 });

    const renamed = VALMARCHE.replace('Valmarche', 'Valmarche-la-Neuve');
    expect(await imported([renamed])).toMatchObject({ corrected: 1 });
    expect(await imported([VALMARCHE])).toMatchObject({ corrected: 1 });
    expect(await imported([renamed, VALMARCHE])).toMatchObject({ corrected: 2 });
    expect(await imported([VALMARCHE])).toMatchObject({ unchanged: 1 });
    expect(await operator.authorityWithNis('MUNICIPALITY', '99011')).toBe(authorityId);

    expect(await imported([VALMARCHE], { withCpas: true, demoNumbers: true })).toMatchObject({ registered: 1, corrected: 1 });
    expect(await imported([VALMARCHE], { withCpas: true })).toMatchObject({ unchanged: 2, corrected: 0 });
  }));

  it('reports a line that the rules refuse, and goes on', () => withOperator(async (operator, files) => {
    const file = join(files, 'list.csv');
    writeFileSync(file, [HEADER, VALMARCHE, VALMARCHE.replace('99011', '99013').replace('Valmarche', 'Copie'), 'x,Rien,,,99000,fr,SPW,,', ROCHEFAGNE].join('\n'));
    await operator.importAuthorities(file, { demoNumbers: true }).then((report) => {
      expect(report).toMatchObject({ lines: 4, registered: 2, refused: 2 });
      expect(report.refusals[1]).toEqual({ line: 4, column: 'nis', code: 'nis-not-valid', why: 'An NIS code has five digits and does not begin with 0.' });
      expect(report.refusals[0]).toEqual({ line: 3, code: 'already-registered', why: 'Another authority is registered under this number.' });
    });
    const { refusals } = await operator.importAuthorities(file, { demoNumbers: true, language: 'fr' });
    expect(refusals.map(({ why }) => why)).toEqual(['Un autre pouvoir local est enregistré sous ce numéro.', 'Un code INS compte cinq chiffres et ne commence pas par 0.']);
  }));
});

describe('beginning an installation', () => {
  const [anna, bert, carl] = ['a', 'b', 'c'].map((letter) => letter.repeat(8) + '-0000-4000-8000-000000000000') as [string, string, string];

  it('names the first two administrators once', () => withOperator(async (operator) => {
    await operator.bootstrapStaff([anna, bert]);
    await operator.bootstrapStaff([anna, bert]);
    await expect(operator.bootstrapStaff([anna, carl])).rejects.toMatchObject({ code: 'staff-already-begun' });
  }));

  it('publishes a charter and a catalogue as often as it likes, and changes nothing the second time', () => withOperator(async (operator, files) => {
    const file = join(files, 'catalogue.json');
    const category = { code: 'FIN-BUD', label_fr: 'Budget', kind: 'TSA', applies_to: ['MUNICIPALITY'] };
    writeFileSync(file, JSON.stringify({ matieres: [{ code: 'FIN', label_fr: 'Finances', categories: [category] }] }));
    for (const text of ['un', 'un', 'deux', 'un']) await operator.publishCharter({ fr: text });
    expect(await operator.importCatalogue(file)).toEqual({ published: 2, unchanged: 0, refused: [] });
    expect(await operator.importCatalogue(file)).toEqual({ published: 0, unchanged: 2, refused: [] });
  }));
});
