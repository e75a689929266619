import { describe, expect, it } from '@jest/globals';
import { councilRenewalEnd, nextCouncilInstalled } from './communal-councils.js';

describe('the next communal council', () => {
  it.each([
    ['2018-12-03', '2024-12-02'], ['2024-12-01', '2024-12-02'], ['2024-12-02', '2030-12-02'], ['2026-11-02', '2030-12-02'],
    ['2030-10-13', '2030-12-02'], ['2030-12-02', '2036-12-01'], ['2036-01-01', '2036-12-01'], ['2040-06-01', '2042-12-01'], ['2048-11-30', '2048-12-07'],
  ])('on %s is the one of %s, a first Monday of December', (today, installed) => {
    expect(nextCouncilInstalled(`${today}T12:00:00.000Z`)).toBe(installed);
    expect(new Date(`${installed}T12:00:00.000Z`).getUTCDay()).toBe(1);
  });

  it('is told by the day in Brussels', () => {
    expect(nextCouncilInstalled('2030-12-01T22:59:59.999Z')).toBe('2030-12-02');
    expect(nextCouncilInstalled('2030-12-01T23:00:00.000Z')).toBe('2036-12-01');
  });
});

describe('what a communal council renews', () => {
  it.each([
    ['2026-11-02T09:00:00.000Z', '2031-06-02T22:00:00.000Z'], ['2030-12-01T22:59:59.999Z', '2031-06-02T22:00:00.000Z'],
    ['2030-12-01T23:00:00.000Z', '2037-06-01T22:00:00.000Z'], ['2024-11-30T00:00:00.000Z', '2025-06-02T22:00:00.000Z'],
  ])('begun at %s runs to the end of a day six months after the next council is installed: %s', (from, end) => {
    expect(councilRenewalEnd(from)).toBe(end);
  });
});
