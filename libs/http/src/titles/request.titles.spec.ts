import { dirname } from 'node:path';
import { expect, it } from '@jest/globals';
import { declaredRefusals } from '../testing/declared-refusals.js';
import { requestTitles } from './request.titles.js';

it.each(Object.entries(requestTitles))('every refusal of HTTP itself is told in %s, by a sentence', async (_, titles) => {
  const declared = await declaredRefusals(dirname(import.meta.dirname));
  const english = new Set(declared.values());
  expect([...declared.keys()].filter((code) => !(code in titles))).toEqual([]);
  expect(Object.values(titles).filter((title) => !/^\S.{9,}\.$/.test(title) || english.has(title))).toEqual([]);
});
