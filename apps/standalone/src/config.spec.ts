import { describe, expect, it } from '@jest/globals';
import { configFrom, ConfigRefused, languageOfTerminal } from './config.js';

describe('what the environment says', () => {
  it('may be nothing: a demonstration on port 3000', () => {
    expect(configFrom({})).toEqual({ port: 3000, publicUrl: 'http://localhost:3000', directory: './data/demonstration', logLevel: 'warn' });
  });

  it('may be another port, which the public address then has', () => {
    expect(configFrom({ PORT: '3001' })).toMatchObject({ port: 3001, publicUrl: 'http://localhost:3001' });
  });

  it('may be a public address in front of another port', () => {
    expect(configFrom({ PORT: '3001', PUBLIC_URL: 'https://guichet.example/' })).toMatchObject({ port: 3001, publicUrl: 'https://guichet.example' });
  });

  it.each([{ PORT: 'abc' }, { PORT: '0' }, { PORT: '70000' }, { PUBLIC_URL: 'localhost' }, { LOG_LEVEL: 'loud' }])('is refused when it is %j', (env) => {
    expect(() => configFrom(env)).toThrow(ConfigRefused);
  });
});

it.each([[{}, 'en'], [{ LANG: 'C.UTF-8' }, 'en'], [{ LANG: 'fr_BE.UTF-8' }, 'fr'], [{ LANG: 'fr_BE.UTF-8', LC_ALL: 'de_BE' }, 'de'], [{ LANG: 'nl_BE', LC_ALL: '' }, 'nl'], [{ LANG: 'it_IT' }, 'en']])(
  'to a terminal that says %j one speaks %s', (env, language) => { expect(languageOfTerminal(env)).toBe(language); });
