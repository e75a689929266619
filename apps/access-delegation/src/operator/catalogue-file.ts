import { readFile } from 'node:fs/promises';
import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { Locale } from 'typebox/system';
import { AuthorityType, CategoryKind, Code } from '#contracts';
import { inEach, RULE_WORDS, type Words } from '#http';
import type { Title } from '../authorities/domain/authority-vocabulary.js';
import type { CatalogueCommand } from '../catalogue/domain/catalogue.js';
import { FileRefused } from './file-refused.js';
import { encodingOf } from './text-file.js';

const Label = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const Labelled = { code: Code, label_fr: Label, label_de: Type.Optional(Label) };
const Category = Type.Object({
  ...Labelled, kind: CategoryKind, applies_to: Type.Array(AuthorityType, { minItems: 1, uniqueItems: true }),
  assurance: Type.Optional(Type.Enum(['substantial', 'high'])),
});
const Subject = Type.Object({ ...Labelled, categories: Type.Array(Type.Unknown()) });

const isCatalogue = Compile(Type.Object({ matieres: Type.Array(Type.Unknown(), { minItems: 1 }) }));
const isSubject = Compile(Subject);
const isCategory = Compile(Category);

/** One thing the file asks for, or why it cannot be had; `at` is where it stands in the file. */
export type CatalogueEntry = { readonly at: string } & ({ readonly command: CatalogueCommand } | { readonly refused: Words });

/** What a catalogue file asks for, in its order: each subject, then its categories. @throws FileRefused */
export const catalogueEntries = async (file: string): Promise<readonly CatalogueEntry[]> => {
  const content = parsed(new TextDecoder(await encodingOf(file)).decode(await readFile(file)));
  if (!isCatalogue.Check(content)) throw new FileRefused('not-a-catalogue', `${file} is no JSON object with a list "matieres"`);
  return content.matieres.flatMap((subject, index) => entriesOf(subject, `/matieres/${String(index)}`));
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const entriesOf = (subject: unknown, at: string): readonly CatalogueEntry[] => {
  if (!isSubject.Check(subject)) return [{ at, refused: wrong(isSubject.Errors(subject)) }];
  const { code, categories } = subject;
  return [
    { at, command: { type: 'PublishSubject', data: { code, title: titleOf(subject) } } },
    ...categories.map((category, index) => categoryEntry(category, code, `${at}/categories/${String(index)}`)),
  ];
};

const categoryEntry = (category: unknown, subject: string, at: string): CatalogueEntry => {
  if (!isCategory.Check(category)) return { at, refused: wrong(isCategory.Errors(category)) };
  const { code, kind, applies_to: appliesTo, assurance } = category;
  return { at, command: { type: 'PublishCategory', data: { code, subject, title: titleOf(category), kind, appliesTo, ...(assurance === undefined ? {} : { assurance }) } } };
};

const titleOf = ({ label_fr: fr, label_de: de }: Pick<Static<typeof Subject>, 'label_fr' | 'label_de'>): Title =>
  ({ fr: tidy(fr), ...(de === undefined ? {} : { de: tidy(de) }) });
const tidy = (text: string): string => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

type SchemaError = Parameters<typeof Locale.fr_FR>[0];

const wrong = ([first]: readonly SchemaError[]): Words => {
  if (!first) return RULE_WORDS.otherwise;
  const said: Words = { fr: Locale.fr_FR(first), nl: Locale.nl_NL(first), de: Locale.de_DE(first), en: Locale.en_US(first) };
  return inEach(said, (text) => `${first.instancePath} ${text}`.trim());
};
