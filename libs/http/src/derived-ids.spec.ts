import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { v5 } from 'uuid';
import { deriveId } from './derived-ids.js';

describe('a derived id', () => {
  it('is the UUIDv5 of the name in the namespace', () => {
    fc.assert(fc.property(fc.uuid(), fc.string({ unit: 'grapheme' }), (namespace, name) => {
      expect(deriveId(namespace, name)).toBe(v5(name, namespace));
    }));
  });
});
