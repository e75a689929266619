import { describe, expect, it } from '@jest/globals';
import { accessInFrench } from './access-in-french.js';
import { namedAt } from './told-in-french.js';

const titles = new Map([['category/BUDGET', { id: 'category/BUDGET', versions: [{ at: '2027-01-01T00:00:00.000Z', title: { fr: 'Budget initial' } }] }]]);
const named = namedAt(titles, '2027-03-01T00:00:00.000Z');

describe('what a grant opened', () => {
  it('is all of it, or all but some categories by their titles, or nothing', () => {
    expect(accessInFrench([{ category: 'BUDGET', causes: [] }], named)).toBe('Ouvrait l’accès.');
    expect(accessInFrench([{ category: 'LOAN', causes: [] }, { category: 'BUDGET', causes: ['category-closed'] }], named)).toBe('Ouvrait l’accès, sauf à « Budget initial » (BUDGET) : catégorie clôturée.');
    expect(accessInFrench([{ category: 'BUDGET', causes: ['category-closed'] }], named)).toBe('N’ouvrait aucun accès : catégorie clôturée.');
  });
});
