import { describe, expect, it } from '@jest/globals';
import { heldAtRegion, heldInProvince, ofEverySubject } from './regional-standing.js';
import { client, holding, person } from './testing/regional-actors.js';

const officer = [{ capacity: 'OFFICER' }];
const inNamur = holding(['OFFICER'], ['92000']).functions;
const everywhere = holding(['OFFICER']).functions;

describe('a function at the Region', () => {
  it('counts in the provinces of its scope', () => {
    expect(heldInProvince(person('olga'), inNamur, '92000')).toEqual(officer);
    expect(heldInProvince(person('olga'), inNamur, '62000')).toEqual([]);
  });
  it('with a scope does not count for what is in no province', () => { expect(heldInProvince(person('olga'), inNamur, null)).toEqual([]); });
  it('without limits counts everywhere', () => {
    expect(heldInProvince(person('olga'), everywhere, '62000')).toEqual(officer);
    expect(heldInProvince(person('olga'), everywhere, null)).toEqual(officer);
  });
  it('with a scope does not count for what is of no one subject', () => {
    const forFinance = holding(['OFFICER'], [], ['FIN']).functions;
    expect(ofEverySubject([...inNamur, ...forFinance])).toEqual(inNamur);
  });
  it('is a person\'s, never a machine\'s', () => {
    expect(heldAtRegion(client, everywhere)).toEqual([]);
    expect(heldInProvince(client, everywhere, null)).toEqual([]);
  });
});
