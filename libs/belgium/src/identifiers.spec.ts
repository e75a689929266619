import { describe, expect, it } from '@jest/globals';
import { isEnterpriseNumber, normaliseEnterpriseNumber } from './enterprise-number.js';
import { isNisCode } from './nis-code.js';

describe('an enterprise number', () => {
  it.each(['0206731645', '0314595348', '0451461655', '1000000021'])('%s is valid: its last two digits check the first eight', (number) => {
    expect(isEnterpriseNumber(number)).toBe(true);
  });

  it.each(['0206731646', '0206731654', '2206731645', '206731645', '00206731645', '020673164５', ' 0206731645', 'test', ''])('%j is not one', (number) => {
    expect(isEnterpriseNumber(number)).toBe(false);
  });

  it.each(['0206731645', '0206.731.645', ' 0206.731.645 '])('written %j is kept as ten digits', (text) => {
    expect(normaliseEnterpriseNumber(text)).toBe('0206731645');
  });

  it.each(['0206.731.646', '02.06731645', '0206 731 645', 'BE0206731645', '', ' '.repeat(1_000_000)])('written %j is not accepted', (text) => {
    expect(normaliseEnterpriseNumber(text)).toBeUndefined();
  });
});

describe('a NIS code', () => {
  it.each(['82039', '62063', '20002'])('%s is one', (code) => { expect(isNisCode(code)).toBe(true); });
  it.each(['03000', '8203', '820390', '8203a', ' 82039', ''])('%j is not one', (code) => { expect(isNisCode(code)).toBe(false); });
});
