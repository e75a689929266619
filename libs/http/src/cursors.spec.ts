import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { DAY, plus, ScriptedClock } from '#kernel';
import { Cursors } from './cursors.js';

const START = '2026-01-01T00:00:00.000Z';
const key = randomBytes(32);
const given = { caller: 'p1', query: { authority: 'a1', status: 'ACTIVE' } };
const refused = { status: 400, code: 'cursor-not-valid' };
const cursors = (at = START) => new Cursors<{ after: string; version: number }>(key, new ScriptedClock(at));
const position = { after: 'm1', version: 7 };

describe('a cursor', () => {
  it('leads back to its place, in any instance that holds the key', () => {
    expect(cursors().open(cursors().seal(position, given), given)).toEqual(position);
    expect(cursors().open(cursors().seal(position, given), { caller: 'p1', query: { status: 'ACTIVE', authority: 'a1' } })).toEqual(position);
  });

  it('holds for 24 hours', () => {
    const cursor = cursors().seal(position, given);
    expect(cursors(plus(START, DAY - 1)).open(cursor, given)).toEqual(position);
    expect(() => cursors(plus(START, DAY)).open(cursor, given)).toThrow(expect.objectContaining(refused));
  });

  it.each([
    ['of another caller', { ...given, caller: 'p2' }], ['of another authority', { ...given, query: { ...given.query, authority: 'a2' } }], ['of a query without a filter', { ...given, query: {} }],
  ])('is refused when it is %s', (_, asked) => {
    expect(() => cursors().open(cursors().seal(position, given), asked)).toThrow(expect.objectContaining(refused));
  });

  it('is refused when it was forged', () => {
    const foreign = new Cursors(randomBytes(32), new ScriptedClock(START)).seal('m1', given);
    for (const cursor of ['', 'cu1.', 'm1', foreign, `${cursors().seal(position, given)}A`, `cu1.${'A'.repeat(2 ** 20)}`]) {
      expect(() => cursors().open(cursor, given)).toThrow(expect.objectContaining(refused));
    }
  });
});
