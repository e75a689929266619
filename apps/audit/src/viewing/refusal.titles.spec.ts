import { dirname } from 'node:path';
import { expect, it } from '@jest/globals';
import { declaredRefusals } from '#http/testing';
import { refusalTitles } from './refusal.titles.js';

it.each(Object.entries(refusalTitles))('every refusal of audit is told in %s', async (_, titles) => {
  const declared = await declaredRefusals(dirname(import.meta.dirname));
  expect([...declared.keys()].filter((code) => !(code in titles))).toEqual([]);
  expect(declared.size).toBeGreaterThan(4);
});
