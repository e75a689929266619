import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isEnterpriseNumber } from './enterprise-number.js';

const folder = process.env['REFERENCE_DATA'];
if (folder === undefined) throw new Error('REFERENCE_DATA must name the folder of the reference data');
const vectors = JSON.parse(readFileSync(join(folder, 'identifiants-test.json'), 'utf8')) as { bce_valid: string[]; bce_invalid: string[] };

describe('the reference vectors of enterprise numbers', () => {
  it.each(vectors.bce_valid)('%s is valid', (number) => { expect(isEnterpriseNumber(number)).toBe(true); });
  it.each(vectors.bce_invalid)('%s is not', (number) => { expect(isEnterpriseNumber(number)).toBe(false); });
});
