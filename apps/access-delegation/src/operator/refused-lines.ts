import type { CellCode } from './authority-line.js';
import type { BrokenLine } from './csv-records.js';

/** What to do about a line of a list that cannot be read, or a cell of it that says nothing. */
export const refusedLines: Readonly<Record<CellCode | BrokenLine['broken'], string>> = {
  'quote-not-closed': 'A quotation mark is opened and not closed: close it, or double it inside a text.',
  'columns-do-not-match': 'The line has not as many columns as the first line: put texts with the separator in them between quotation marks.',
  'nis-not-valid': 'An NIS code has five digits and does not begin with 0.',
  'name-not-valid': 'A name has 1 to 180 characters; the French one is needed.',
  'province-not-valid': 'A province is named by its NIS code, such as 92000.',
  'language-unknown': 'Languages are fr, de and nl, joined by +, each once.',
  'supervision-unknown': 'The supervision is SPW, DG or SPECIAL.',
  'enterprise-number-not-valid': 'An enterprise number has ten digits, of which the last two check the others.',
};
