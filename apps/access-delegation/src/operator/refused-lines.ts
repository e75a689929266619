import type { Words } from '#http';
import type { CellCode } from './authority-line.js';
import type { BrokenLine } from './csv-records.js';

/** What to do about a line of a list that cannot be read, or a cell of it that says nothing. */
export const refusedLines: Readonly<Record<CellCode | BrokenLine['broken'], Words>> = {
  'quote-not-closed': {
    fr: 'Un guillemet est ouvert et n’est pas fermé : fermez-le, ou doublez-le dans un texte.', nl: 'Een aanhalingsteken is geopend en niet gesloten: sluit het, of verdubbel het in een tekst.',
    de: 'Ein Anführungszeichen ist geöffnet und nicht geschlossen: Schließen Sie es, oder verdoppeln Sie es in einem Text.', en: 'A quotation mark is opened and not closed: close it, or double it inside a text.',
  },
  'columns-do-not-match': {
    fr: 'La ligne n’a pas autant de colonnes que la première : mettez entre guillemets les textes qui contiennent le séparateur.', nl: 'De regel heeft niet evenveel kolommen als de eerste: zet teksten met het scheidingsteken tussen aanhalingstekens.',
    de: 'Die Zeile hat nicht so viele Spalten wie die erste: Setzen Sie Texte mit dem Trennzeichen in Anführungszeichen.', en: 'The line has not as many columns as the first line: put texts with the separator in them between quotation marks.',
  },
  'nis-not-valid': {
    fr: 'Un code INS compte cinq chiffres et ne commence pas par 0.', nl: 'Een NIS-code heeft vijf cijfers en begint niet met 0.',
    de: 'Ein NIS-Code hat fünf Ziffern und beginnt nicht mit 0.', en: 'An NIS code has five digits and does not begin with 0.',
  },
  'name-not-valid': {
    fr: 'Un nom compte de 1 à 180 caractères ; le nom français est nécessaire.', nl: 'Een naam heeft 1 tot 180 tekens; de Franse naam is nodig.',
    de: 'Ein Name hat 1 bis 180 Zeichen; der französische ist nötig.', en: 'A name has 1 to 180 characters; the French one is needed.',
  },
  'province-not-valid': {
    fr: 'Une province est désignée par son code INS, comme 90000.', nl: 'Een provincie wordt aangeduid met haar NIS-code, zoals 90000.',
    de: 'Eine Provinz wird mit ihrem NIS-Code genannt, wie 90000.', en: 'A province is named by its NIS code, such as 90000.',
  },
  'language-unknown': {
    fr: 'Les langues sont fr, de et nl, jointes par +, chacune une fois.', nl: 'De talen zijn fr, de en nl, verbonden met +, elk één keer.',
    de: 'Die Sprachen sind fr, de und nl, mit + verbunden, jede einmal.', en: 'Languages are fr, de and nl, joined by +, each once.',
  },
  'supervision-unknown': {
    fr: 'La tutelle est SPW, DG ou SPECIAL.', nl: 'Het toezicht is SPW, DG of SPECIAL.', de: 'Die Aufsicht ist SPW, DG oder SPECIAL.', en: 'The supervision is SPW, DG or SPECIAL.',
  },
  'enterprise-number-not-valid': {
    fr: 'Un numéro d’entreprise compte dix chiffres, dont les deux derniers contrôlent les autres.', nl: 'Een ondernemingsnummer heeft tien cijfers, waarvan de laatste twee de andere controleren.',
    de: 'Eine Unternehmensnummer hat zehn Ziffern, deren letzte zwei die anderen prüfen.', en: 'An enterprise number has ten digits, of which the last two check the others.',
  },
};
