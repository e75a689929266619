import { describe, expect, it } from '@jest/globals';
import { languageOf } from './language.js';

describe('the language of a reader', () => {
  it.each([
    [undefined, 'fr'], ['', 'fr'], ['de', 'de'], ['nl-BE', 'nl'], ['en;q=0.5, de;q=0.9', 'de'], ['it, en;q=0.1', 'en'], ['*', 'fr'],
    ['de;q=0', 'fr'], ['de;q=x, nl;q=0.2', 'nl'], [','.repeat(10_000), 'fr'],
  ])('%j is answered in %s', (header, language) => { expect(languageOf(header)).toBe(language); });
});
