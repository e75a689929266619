import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ConsistencyTokenNotValid, ConsistencyTokens } from './consistency-token.js';
import { Seal } from './seal.js';

const key = randomBytes(32);
const tokens = new ConsistencyTokens(key);
const versions = (count: number) => Array.from({ length: count }, (_, i) => ({ stream: `authority-${String(i)}`, version: i + 1 }));
const flipped = (text: string, at: number) => text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

describe('a consistency token', () => {
  it.each([0, 1, 8])('gives back the %i stream versions it was made of', (count) => {
    expect(tokens.open(tokens.seal(versions(count)))).toEqual(versions(count));
  });

  it('opens in every service that holds the installation key', () => {
    expect(new ConsistencyTokens(Buffer.from(key)).open(tokens.seal(versions(2)))).toEqual(versions(2));
  });

  it('tells nothing about the streams it names', () => {
    expect(Buffer.from(tokens.seal(versions(1)).slice(4), 'base64url').toString('latin1')).not.toContain('authority');
  });

  it('is not made for more than eight streams', () => {
    expect(() => tokens.seal(versions(9))).toThrow(RangeError);
  });

  it('is refused when any of its characters was changed', () => {
    const token = tokens.seal(versions(1));
    for (const at of [0, 2, 3, 4, 20, Math.floor(token.length / 2), token.length - 2]) {
      expect(() => tokens.open(flipped(token, at))).toThrow(ConsistencyTokenNotValid);
    }
  });

  it('is refused when another installation made it', () => {
    expect(() => tokens.open(new ConsistencyTokens(randomBytes(32)).seal(versions(1)))).toThrow(ConsistencyTokenNotValid);
  });

  it('is refused when the same key sealed it for another purpose', () => {
    const foreign = new Seal(key, 'xx1').seal('[["authority-1",1]]');
    expect(() => tokens.open(foreign)).toThrow(ConsistencyTokenNotValid);
    expect(() => tokens.open(foreign.replace('xx1', 'ct1'))).toThrow(ConsistencyTokenNotValid);
  });

  it.each([['nothing', ''], ['garbage', '%%%'], ['its prefix alone', 'ct1.'], ['a short body', 'ct1.AAAA'], ['a megabyte', `ct1.${'A'.repeat(2 ** 20)}`], ['padding', 'ct1.AA==']])(
    'is refused when it is %s',
    (_, token) => { expect(() => tokens.open(token)).toThrow(ConsistencyTokenNotValid); },
  );

  it('needs a key of 32 bytes', () => {
    expect(() => new ConsistencyTokens(randomBytes(16))).toThrow(RangeError);
  });
});
