import { describe, expect, it } from '@jest/globals';
import { addMonths, isLongerThan, overlap, runsAt } from './periods.js';

describe('adding months', () => {
  it('keeps day and time', () => { expect(addMonths('2026-03-10T09:00:00.000Z', 24)).toBe('2028-03-10T09:00:00.000Z'); });
  it('crosses years', () => { expect(addMonths('2026-11-30T23:00:00.000Z', 3)).toBe('2027-02-28T23:00:00.000Z'); });
  it('ends a short month on its last day, leap years counted', () => {
    expect(addMonths('2026-01-31T00:00:00.000Z', 1)).toBe('2026-02-28T00:00:00.000Z');
    expect(addMonths('2027-12-31T00:00:00.000Z', 2)).toBe('2028-02-29T00:00:00.000Z');
    expect(addMonths('2024-02-29T00:00:00.000Z', 36)).toBe('2027-02-28T00:00:00.000Z');
  });
});

describe('periods', () => {
  const march = { from: '2026-03-01T00:00:00.000Z', until: '2026-04-01T00:00:00.000Z' };
  const april = { from: march.until, until: null };
  it('include their beginning and not their end', () => {
    expect([runsAt(march, march.from), runsAt(march, march.until), runsAt(april, april.from), runsAt(april, march.from)]).toEqual([true, false, true, false]);
  });
  it('that follow each other do not overlap', () => { expect([overlap(march, april), overlap(april, march), overlap(april, april)]).toEqual([false, false, true]); });
  it('that are over before they began overlap with nothing', () => { expect(overlap({ from: '2027-01-01T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' }, april)).toBe(false); });
  it('without end are longer than any limit', () => { expect([isLongerThan(1, april), isLongerThan(1, march)]).toEqual([true, false]); });
});
