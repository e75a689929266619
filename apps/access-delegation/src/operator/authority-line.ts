import { isEnterpriseNumber, isNisCode } from '#belgium';
import type { AuthorityDetails } from '../authorities/domain/authority.js';
import type { Language, Title } from '../authorities/domain/authority-vocabulary.js';

export type Cells = Readonly<Record<string, string>>;
export type LineOptions = {
  /** Each commune has its social welfare centre (CPAS): register it too. */
  readonly withCpas?: boolean;
  /** Take the fictional enterprise numbers; otherwise the number is left open until the real one is known. */
  readonly demoNumbers?: boolean;
};

const NUMBERS = { commune: 'demo_bce_commune', cpas: 'demo_bce_cpas' } as const;
const SUPERVISIONS: ReadonlyMap<string, AuthorityDetails['supervision']> = new Map([['SPW', 'REGION'], ['DG', 'OTHER'], ['SPECIAL', 'OTHER']]);
const LANGUAGES: readonly string[] = ['fr', 'de', 'nl'] satisfies Language[];
const LONGEST_NAME = 180;

export const columnsFor = ({ withCpas = false, demoNumbers = false }: LineOptions): readonly string[] => [
  'nis', 'name_fr', 'name_de', 'name_nl', 'province_nis', 'language_regime', 'ordinary_supervision',
  ...(demoNumbers ? [NUMBERS.commune] : []), ...(demoNumbers && withCpas ? [NUMBERS.cpas] : []),
];

export type CellCode = 'nis-not-valid' | 'name-not-valid' | 'province-not-valid' | 'language-unknown' | 'supervision-unknown' | 'enterprise-number-not-valid';

/** A cell that says nothing we can record. */
export class CellRefused extends Error {
  override readonly name = 'CellRefused';
  constructor(readonly column: string, readonly code: CellCode) {
    super(`${column}: ${code}`);
  }
}

/** The authorities that one line of the list of communes stands for. @throws CellRefused */
export const authoritiesOn = (cells: Cells, options: LineOptions = {}): readonly AuthorityDetails[] => {
  const name = nameIn(cells);
  const commune: AuthorityDetails = {
    type: 'MUNICIPALITY', name, enterpriseNumber: numberIn(cells, NUMBERS.commune, options), nisCode: nisIn(cells, 'nis', 'nis-not-valid'),
    province: nisIn(cells, 'province_nis', 'province-not-valid'), supervision: supervisionIn(cells), languages: languagesIn(cells),
  };
  if (options.withCpas !== true) return [commune];
  return [commune, { ...commune, type: 'SOCIAL_WELFARE_CENTRE', name: cpasOf(name, commune.languages), enterpriseNumber: numberIn(cells, NUMBERS.cpas, options) }];
};

const textIn = (cells: Cells, column: string): string => (cells[column] ?? '').normalize('NFC').replaceAll(/\s+/g, ' ').trim();

const nisIn = (cells: Cells, column: string, code: CellCode): string => {
  const text = textIn(cells, column);
  if (!isNisCode(text)) throw new CellRefused(column, code);
  return text;
};

/** Translations that only repeat the French name are left out. */
const nameIn = (cells: Cells): Title => {
  const fr = nameAt(cells, 'name_fr');
  const de = nameAt(cells, 'name_de', fr);
  const nl = nameAt(cells, 'name_nl', fr);
  return { fr, ...(de === fr ? {} : { de }), ...(nl === fr ? {} : { nl }) };
};

const nameAt = (cells: Cells, column: string, otherwise = ''): string => {
  const name = textIn(cells, column) || otherwise;
  if (name === '' || name.length > LONGEST_NAME || /\p{Cc}/u.test(name)) throw new CellRefused(column, 'name-not-valid');
  return name;
};

const cpasOf = ({ fr, de = fr, nl = fr }: Title, languages: readonly Language[]): Title => ({
  fr: `CPAS de ${fr}`, ...(languages.includes('de') ? { de: `ÖSHZ ${de}` } : {}), ...(languages.includes('nl') ? { nl: `OCMW ${nl}` } : {}),
});

const supervisionIn = (cells: Cells): AuthorityDetails['supervision'] => {
  const supervision = SUPERVISIONS.get(textIn(cells, 'ordinary_supervision'));
  if (!supervision) throw new CellRefused('ordinary_supervision', 'supervision-unknown');
  return supervision;
};

const languagesIn = (cells: Cells): readonly Language[] => {
  const languages = textIn(cells, 'language_regime').split('+');
  if (!languages.every(isLanguage) || new Set(languages).size !== languages.length) throw new CellRefused('language_regime', 'language-unknown');
  return languages;
};
const isLanguage = (text: string): text is Language => LANGUAGES.includes(text);

const numberIn = (cells: Cells, column: string, { demoNumbers = false }: LineOptions): string | null => {
  const text = demoNumbers ? textIn(cells, column) : '';
  if (text !== '' && !isEnterpriseNumber(text)) throw new CellRefused(column, 'enterprise-number-not-valid');
  return text === '' ? null : text;
};
