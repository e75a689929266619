import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseStrictJson, parseTolerantJson } from './strict-json.js';

const parse = (text: string | Buffer) => parseStrictJson(Buffer.from(text));
const tolerate = (text: string | Buffer) => parseTolerantJson(Buffer.from(text));
const codeOf = (text: string | Buffer, read = parse): unknown => {
  try {
    return read(text);
  } catch (error) {
    return (error as { code: unknown }).code;
  }
};
const nested = (depth: number, open: string, close: string) => `{"a":${open.repeat(depth)}1${close.repeat(depth)}}`;

describe('reading a JSON body', () => {
  it('gives what JSON.parse gives for any object that is harmless', () => {
    const harmless = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 8 }));
    const inherited = Object.getOwnPropertyNames(Object.prototype).map((name) => `"${name}":`);
    fc.assert(fc.property(harmless, (value) => {
      const text = JSON.stringify(value);
      if (/\\[nru]|[1-9]\d{15}|e\+/.test(text) || inherited.some((key) => text.includes(key))) return;
      expect(parse(text)).toEqual(JSON.parse(text));
    }));
  });

  it.each([
    ['nothing', '', 'body-missing'],
    ['null', 'null', 'body-not-an-object'], ['a list', '[]', 'body-not-an-object'], ['a text', '"a"', 'body-not-an-object'], ['a number', '1', 'body-not-an-object'],
    ['cut off', '{"a":', 'json-not-valid'], ['cut off in a text', '{"a":"b', 'json-not-valid'], ['cut off after a backslash', '{"a":"\\', 'json-not-valid'],
    ['not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'json-not-valid'], ['trailing', '{} {}', 'json-not-valid'],
    ['a key twice', '{"a":1,"a":2}', 'duplicate-key'], ['a key twice in disguise', '{"a":1,"\\u0061":2}', 'duplicate-key'],
    ['a key twice deep inside', '{"x":[{"y":{"a":1, "b":2, "a" : 3}}]}', 'duplicate-key'],
    ['__proto__', '{"__proto__":{"admin":true}}', 'key-not-allowed'], ['__proto__ in disguise', '{"a":{"\\u005f_proto__":1}}', 'key-not-allowed'],
    ['a list of 1,001', `{"a":[${'0,'.repeat(1_000)}0]}`, 'list-too-long'], ['1,001 members', `{${Array.from({ length: 1_001 }, (_, index) => `"a${String(index)}":0`).join()}}`, 'list-too-long'],
    ['a name that every object has', '{"toString":"Jean"}', 'key-not-allowed'], ['the same, deeper and escaped', '{"a":[{"value\\u004ff":1}]}', 'key-not-allowed'],
    ['constructor.prototype', '{"constructor":{"prototype":{"admin":true}}}', 'key-not-allowed'],
    ['NUL', '{"id":"a\\u0000b"}', 'text-not-allowed'], ['CR LF', '{"id":"a\\r\\nSet-Cookie: x"}', 'text-not-allowed'], ['NUL in a key', '{"a\\u0000":1}', 'text-not-allowed'],
    ['half a character', '{"id":"\\ud800"}', 'text-not-allowed'], ['a raw line break', '{"id":"a\nb"}', 'json-not-valid'],
    ['NUL in a note', '{"note":"a\\u0000"}', 'text-not-allowed'], ['lines in a title', '{"name":{"fr":"a\\nb"}}', 'text-not-allowed'], ['a lone CR in a note', '{"note":"a\\rb"}', 'text-not-allowed'], ['lines below a note', '{"note":["a\\nb"]}', 'text-not-allowed'],
    ['1e999', '{"n":1e999}', 'number-not-safe'], ['2^53+1', '{"n":9007199254740993}', 'number-not-safe'], ['-2^53-1 in a list', '{"n":[-9007199254740993]}', 'number-not-safe'],
    ['33 levels', nested(32, '[', ']'), 'json-too-deep'], ['100,000 lists', nested(100_000, '[', ']'), 'json-too-deep'],
    ['100,000 objects', nested(100_000, '{"a":', '}'), 'json-too-deep'], ['100,000 lists never closed', `{"a":${'['.repeat(100_000)}`, 'json-not-valid'],
  ])('refuses %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it.each([
    ['31 lists in an object', nested(31, '[', ']')], ['the same key in two objects', '{"a":{"k":1},"b":{"k":1}}'], ['the largest exact number', '{"n":9007199254740991}'],
    ['a fraction', '{"n":-1.5e-3}'], ['brackets and quotes in texts', '{"a":"}]\\"{:","b":"\\\\"}'], ['spaces around a colon', '{ "a" :\n\t1 }'],
    ['a pair of surrogates', '{"a":"\\ud83d\\ude00"}'], ['lines in a note', '{"note":"a\\r\\nb\\nc"}'], ['lines in a text by language', '{"text":{"fr":"a\\nb"}}'],
  ])('takes %s', (_, text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['a text of a megabyte', `{"a":"${'x'.repeat(1_000_000)}"}`], ['a text of escapes', `{"a":"${'\\"'.repeat(500_000)}"}`],
    ['as many keys as are allowed', `{${Array.from({ length: 1_000 }, (_, i) => `"k${String(i)}${'x'.repeat(900)}":1`).join()}}`], ['spaces after every text', `{"a":[${Array.from({ length: 1_000 }, () => `""${' '.repeat(900)}`).join()}]}`],
  ])('is quick about %s', (_, text) => {
    const start = performance.now();
    parse(text);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('reading a JSON body whose reader ignores what he does not know', () => {
  it.each([
    ['a line break', '{"a":{"b":"c\\nd"}}'], ['NUL in a key', '{"a\\u0000":1}'], ['half a character', '{"a":"\\ud800"}'], ['a number nobody holds exactly', '{"a":12345678901234567890}'],
    ['a name that every object has', '{"a":{"constructor":{"prototype":{}}}}'],
  ])('takes %s', (_, text) => {
    expect(codeOf(text)).toMatch(/not-(?:allowed|safe)$/);
    expect(tolerate(text)).toEqual(JSON.parse(text));
  });

  it('reaches no prototype', () => {
    const read = tolerate('{"__proto__":{"admin":true},"a":{"__proto__":{"admin":true}}}') as { admin?: unknown; a: { admin?: unknown } };
    expect([read.admin, read.a.admin, { ...read }.admin, ({} as { admin?: unknown }).admin]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it.each([
    ['nothing', '', 'body-missing'], ['a list', '[]', 'body-not-an-object'], ['cut off', '{"a":', 'json-not-valid'], ['a key twice', '{"a":1,"\\u0061":2}', 'duplicate-key'], ['__proto__ twice', '{"__proto__":1,"__proto__":2}', 'duplicate-key'],
    ['33 levels', nested(32, '[', ']'), 'json-too-deep'], ['100,000 lists', nested(100_000, '[', ']'), 'json-too-deep'], ['a list of 1,001', `{"a":[${'0,'.repeat(1_000)}0]}`, 'list-too-long'],
  ])('refuses %s all the same', (_, text, code) => {
    expect(codeOf(text, tolerate)).toBe(code);
  });
});
