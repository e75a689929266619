import { describe, expect, it } from '@jest/globals';
import { brusselsDate, brusselsDayStart, brusselsDayStartAt, endOfDayExclusive, isLocalDate, startOf, untilOf } from './local-days.js';

const refused = { kind: 'invalid', code: 'date-not-valid' };

describe('a day in Brussels', () => {
  it.each([
    ['in winter', '2026-01-15', '2026-01-14T23:00:00.000Z', '2026-01-15T23:00:00.000Z'],
    ['in summer', '2026-07-15', '2026-07-14T22:00:00.000Z', '2026-07-15T22:00:00.000Z'],
    ['of 23 hours when summer time begins', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['of 25 hours when it ends', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['that a leap year adds', '2028-02-29', '2028-02-28T23:00:00.000Z', '2028-02-29T23:00:00.000Z'],
    ['that ends a year', '2026-12-31', '2026-12-30T23:00:00.000Z', '2026-12-31T23:00:00.000Z'],
  ])('%s runs from its midnight to the next', (_, date, start, end) => {
    expect(brusselsDayStart(date)).toBe(start);
    expect(endOfDayExclusive(date)).toBe(end);
  });

  it.each([
    ['2026-03-28T22:59:59.999Z', '2026-03-28'], ['2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['2026-03-29T21:59:59.999Z', '2026-03-29'], ['2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['2026-10-25T22:59:59.999Z', '2026-10-25'], ['2026-10-25T23:00:00.000Z', '2026-10-26'],
  ])('contains %s: it is %s', (at, date) => {
    expect(brusselsDate(at)).toBe(date);
    expect(brusselsDayStartAt(at)).toBe(brusselsDayStart(date));
  });

  it('starts on that day, for every day of ten years, and ends where the next starts', () => {
    for (let time = Date.UTC(2024, 0, 1); time < Date.UTC(2034, 0, 1); time += 86_400_000) {
      const date = new Date(time).toISOString().slice(0, 10);
      const next = new Date(time + 86_400_000).toISOString().slice(0, 10);
      expect([date, brusselsDate(brusselsDayStart(date)), endOfDayExclusive(date)]).toEqual([date, date, brusselsDayStart(next)]);
    }
  });

  it.each(['0000-01-01', '9999-12-31', '2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '2026-01-01 ', '', '２026-01-01'])(
    '%j is not one',
    (date) => {
      expect(isLocalDate(date)).toBe(false);
      expect(() => brusselsDayStart(date)).toThrow(expect.objectContaining(refused));
    },
  );
});

describe('a period given by its first and last moment', () => {
  it('takes a date as the whole local day', () => {
    expect(startOf('2026-12-31')).toBe('2026-12-30T23:00:00.000Z');
    expect(untilOf('2026-12-31')).toBe('2026-12-31T23:00:00.000Z');
  });

  it.each([startOf, untilOf])('takes an instant as it is, whatever its offset', (of) => {
    expect(of('2026-05-01T08:30:00Z')).toBe('2026-05-01T08:30:00.000Z');
    expect(of('2026-05-01T10:30:00.25+02:00')).toBe('2026-05-01T08:30:00.250Z');
  });

  it.each([
    ['a local date-time', '2026-05-01T10:30:00'], ['a day that does not exist', '2026-02-30T10:00:00Z'], ['hour 24', '2026-05-01T24:00:00Z'],
    ['year 0', '0000-05-01T10:30:00Z'], ['year 9999', '9999-12-31T23:59:59Z'], ['words', 'tomorrow'], ['a megabyte', '2'.repeat(2 ** 20)],
  ])('refuses %s', (_, text) => {
    expect(() => startOf(text)).toThrow(expect.objectContaining(refused));
    expect(() => untilOf(text)).toThrow(expect.objectContaining(refused));
  });
});
