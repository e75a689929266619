import { describe, expect, it } from '@jest/globals';
import { canonicalHash, canonicalJson } from './canonical-json.js';

describe('the canonical form of JSON', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'é' })).toBe('{"a":"é","b":[{"c":null,"d":1}]}');
    expect(canonicalHash({ a: 1, b: 2 })).toBe(canonicalHash({ b: 2, a: 1 }));
  });

  it('keeps apart what differs', () => {
    const forms = [undefined, null, {}, [], '', 0, false, { a: null }, { a: [1, 2] }, { a: [2, 1] }, { a: '1' }].map(canonicalHash);
    expect(new Set(forms).size).toBe(forms.length);
  });

  it('takes -0 for 0 and an absent member for none', () => {
    expect(canonicalJson({ a: -0, b: undefined })).toBe('{"a":0}');
  });
});
