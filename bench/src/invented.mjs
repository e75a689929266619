import { writeFileSync } from 'node:fs';

const COLUMNS = ['nis', 'name_fr', 'name_de', 'name_nl', 'province_nis', 'language_regime', 'ordinary_supervision'];

export const nisOf = (index) => String(10_001 + index);

/** A list of communes that exist nowhere. */
export const writeAuthorities = (file, count) => {
  const lines = Array.from({ length: count }, (_, index) => [nisOf(index), `Commune ${index}`, '', '', '99000', 'fr', 'SPW'].join(','));
  writeFileSync(file, `${[COLUMNS.join(','), ...lines].join('\n')}\n`);
};

export const categoryOf = (index) => `FIN-${String(index).padStart(3, '0')}`;

export const writeCatalogue = (file, count) => {
  const categories = Array.from({ length: count }, (_, index) => ({ code: categoryOf(index), label_fr: `Catégorie ${index}`, kind: 'TSA', applies_to: ['MUNICIPALITY'] }));
  writeFileSync(file, JSON.stringify({ matieres: [{ code: 'FIN', label_fr: 'Finances', categories }] }));
};

/** Numbers that look random and are the same for the same seed. */
export const seeded = (seed) => {
  let state = seed;
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
};
