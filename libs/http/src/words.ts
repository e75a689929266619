import type { Language } from './language.js';

/** What one sentence says, in every language we speak: one that is missing does not compile. */
export type Words = Readonly<Record<Language, string>>;

/** The same in each language. */
export const inEach = (words: Words, change: (text: string, language: Language) => string): Words =>
  ({ fr: change(words.fr, 'fr'), nl: change(words.nl, 'nl'), de: change(words.de, 'de'), en: change(words.en, 'en') });
