import { describe, expect, it } from '@jest/globals';
import { authoritiesOn, CellRefused, columnsFor, type Cells } from './authority-line.js';

const line = (cells: Cells = {}): Cells => ({
  nis: '99011', name_fr: 'Valmarche', name_de: 'Valmarche', name_nl: 'Valmarche', province_nis: '99000', language_regime: 'fr', ordinary_supervision: 'SPW',
  demo_bce_commune: '0150000107', demo_bce_cpas: '0150010104', ...cells,
});
const refusalOf = (cells: Cells, options = {}): unknown => {
  try {
    return authoritiesOn(line(cells), options);
  } catch (error) {
    return error instanceof CellRefused ? [error.column, error.code] : error;
  }
};

describe('a line of the list of communes', () => {
  it('is a commune whose enterprise number is not known yet', () => {
    expect(authoritiesOn(line())).toEqual([{
      type: 'MUNICIPALITY', name: { fr: 'Valmarche' }, enterpriseNumber: null, nisCode: '99011', province: '99000', supervision: 'REGION', languages: ['fr'],
    }]);
  });

  it('is its social welfare centre too when asked for, under the same supervision', () => {
    const [commune, centre] = authoritiesOn(line({ ordinary_supervision: 'DG', language_regime: 'de+fr', name_fr: 'Hohenbruch', name_de: 'Hohenbrück' }), { withCpas: true });
    expect(commune).toMatchObject({ name: { fr: 'Hohenbruch', de: 'Hohenbrück' }, supervision: 'OTHER', languages: ['de', 'fr'] });
    expect(centre).toMatchObject({ type: 'SOCIAL_WELFARE_CENTRE', name: { fr: 'CPAS de Hohenbruch', de: 'ÖSHZ Hohenbrück' }, nisCode: '99011', supervision: 'OTHER' });
  });

  it('gives its fictional numbers only when asked for', () => {
    const numbers = authoritiesOn(line(), { withCpas: true, demoNumbers: true }).map(({ enterpriseNumber }) => enterpriseNumber);
    expect(numbers).toEqual(['0150000107', '0150010104']);
  });

  it.each([['SPW', 'REGION'], ['DG', 'OTHER'], ['SPECIAL', 'OTHER']])('under %s is supervised by %s', (cell, supervision) => {
    expect(authoritiesOn(line({ ordinary_supervision: cell }))[0]?.supervision).toBe(supervision);
  });

  it('has names without spaces around, without line breaks and in one Unicode form', () => {
    expect(authoritiesOn(line({ name_fr: ' Trois-\n Che\u0302nes ' }))[0]?.name.fr).toBe('Trois- Chênes');
  });

  it('may have a name that a spreadsheet would compute: it is only text here', () => {
    expect(authoritiesOn(line({ name_fr: '=1+1' }))[0]?.name.fr).toBe('=1+1');
  });

  it.each<[string, Cells, string, string]>([
    ['a NIS code of four digits', { nis: '9901' }, 'nis', 'nis-not-valid'],
    ['no NIS code', { nis: '' }, 'nis', 'nis-not-valid'],
    ['no name', { name_fr: '  ' }, 'name_fr', 'name-not-valid'],
    ['a name without end', { name_fr: 'a'.repeat(181) }, 'name_fr', 'name-not-valid'],
    ['a control character in a name', { name_nl: 'Val\u0007' }, 'name_nl', 'name-not-valid'],
    ['a province in words', { province_nis: 'Liège' }, 'province_nis', 'province-not-valid'],
    ['an unknown language', { language_regime: 'fr+lb' }, 'language_regime', 'language-unknown'],
    ['a language twice', { language_regime: 'fr+fr' }, 'language_regime', 'language-unknown'],
    ['an unknown supervision', { ordinary_supervision: 'constructor' }, 'ordinary_supervision', 'supervision-unknown'],
  ])('is refused with %s', (_what, cells, column, code) => {
    expect(refusalOf(cells)).toEqual([column, code]);
  });

  it('is refused with a number whose check digits are wrong, when numbers are asked for', () => {
    expect(refusalOf({ demo_bce_cpas: '0150010105' }, { withCpas: true, demoNumbers: true })).toEqual(['demo_bce_cpas', 'enterprise-number-not-valid']);
    expect(refusalOf({ demo_bce_cpas: '0150010105' }, { withCpas: true })).toHaveLength(2);
  });

  it('needs the columns of the numbers only when they are asked for', () => {
    expect(columnsFor({})).not.toContain('demo_bce_commune');
    expect(columnsFor({ demoNumbers: true })).toContain('demo_bce_commune');
    expect(columnsFor({ demoNumbers: true })).not.toContain('demo_bce_cpas');
    expect(columnsFor({ demoNumbers: true, withCpas: true })).toContain('demo_bce_cpas');
  });
});
