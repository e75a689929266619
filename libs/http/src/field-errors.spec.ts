import 'reflect-metadata';
import { expect, it } from '@jest/globals';
import { IsBoolean, IsIn, IsInt, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { Nested, NestedList } from './nested.js';
import { Problem } from './problem.js';
import { pattern } from './rule.js';
import { StrictValidationPipe } from './validation.pipe.js';
import type { Language } from './language.js';

const IsColour = pattern('isColour', /^#[0-9a-f]{6}$/, { fr: 'doit être une couleur', nl: 'moet een kleur zijn', de: 'muss eine Farbe sein', en: 'must be a colour' });

class Line {
  @IsInt() @Min(1) @Max(9) readonly days!: number;
}
class Base {
  @IsString() @MaxLength(4) readonly note!: string;
}
class Body extends Base {
  @Length(2, 3) readonly name: string = 'abc';
  @IsIn(['READER', 'EDITOR']) readonly role: string = 'READER';
  @IsIn(['fr', 'de'], { each: true }) readonly languages: readonly string[] = ['fr'];
  @IsColour() readonly colour: string = '#000000';
  @IsColour({ each: true }) readonly colours: readonly string[] = [];
  @IsBoolean() readonly force: boolean = false;
  @Nested(() => Line) readonly line: Line = Object.assign(new Line(), { days: 1 });
  @NestedList(() => Line, 1) readonly lines: readonly Line[] = [];
}

const told = (sent: object, language: Language = 'fr'): readonly (readonly [string, string])[] => {
  try {
    new StrictValidationPipe().transform({ note: 'abcd', ...sent }, { type: 'body', metatype: Body });
    return [];
  } catch (error) {
    return ((error as Problem).extras.errors ?? []).map((one) => [one.pointer, 'words' in one ? one.words[language] : ''] as const);
  }
};

it.each<[object, string, string]>([
  [{ note: 'abcde' }, '/note', 'doit contenir au plus 4 caractères'], [{ note: undefined }, '/note', 'manque'], [{ name: 'a' }, '/name', 'doit contenir de 2 à 3 caractères'],
  [{ role: 'KING' }, '/role', 'doit être l’une de ces valeurs : READER, EDITOR'], [{ languages: ['fr', 'xx'] }, '/languages', 'chaque élément doit être l’une de ces valeurs : fr, de'],
  [{ colour: 'red' }, '/colour', 'doit être une couleur'], [{ colours: ['#000000', 7] }, '/colours', 'chaque élément doit être une couleur'],
  [{ force: 'yes' }, '/force', 'doit être vrai ou faux (true, false)'], [{ line: 7 }, '/line', 'doit être un objet'], [{ line: { days: 10 } }, '/line/days', 'doit valoir au plus 9'],
  [{ lines: [{ days: 1 }, { days: 0 }] }, '/lines/1/days', 'doit valoir au moins 1'], [{ lines: [{ days: 1 }, { days: 2 }] }, '/lines', 'doit compter au plus 1 élément(s)'],
  [{ other: 1 }, '/other', 'n’est pas connu ici'], [{ 'Jean Dupont': 1 }, '', 'contient un champ qui n’est pas connu ici'],
])('of %j is said where and what is asked, in French', (sent, pointer, words) => {
  expect(told(sent)).toContainEqual([pointer, words]);
});

it('of what is not there, nothing else is said', () => { expect(told({ note: undefined })).toEqual([['/note', 'manque']]); });

it.each<[Language, string]>([
  ['fr', 'chaque élément doit être une couleur'], ['nl', 'elk element moet een kleur zijn'], ['de', 'jedes Element muss eine Farbe sein'], ['en', 'each member must be a colour'],
])('in %s', (language, words) => { expect(told({ colours: ['red'] }, language)).toEqual([['/colours', words]]); });

it('a list in a list of objects is told of, whatever it holds', () => { expect(told({ lines: [[7]] })[0]).toEqual(['/lines', 'chaque élément doit être un objet']); });
