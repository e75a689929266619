import type { GrantHeld } from '#access-index';
import type { Named } from './told-in-french.js';
import { denials, inWords } from './words.fr.js';

type Categories = GrantHeld['categories'];

const because = (causes: Categories[number]['causes']): string => causes.map((cause) => inWords(denials, cause)).join(', ');

/** What a grant opened, in plain French. */
export const accessInFrench = (categories: Categories, named: Named): string => {
  const closed = categories.filter(({ causes }) => causes.length > 0);
  if (closed.length === 0) return 'Ouvrait l’accès.';
  if (closed.length < categories.length) return `Ouvrait l’accès, sauf à ${closed.map(({ category, causes }) => `${named('category', category)} : ${because(causes)}`).join(' ; ')}.`;
  return `N’ouvrait aucun accès : ${because([...new Set(closed.flatMap(({ causes }) => causes))])}.`;
};
