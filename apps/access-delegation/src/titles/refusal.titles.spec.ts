import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { declaredRefusals } from '#http/testing';
import { refusalTitles } from './refusal.titles.js';

const declared = await declaredRefusals(dirname(import.meta.dirname));

describe.each(Object.entries(refusalTitles))('refusals in %s', (_, titles) => {
  it('are all told', () => {
    expect([...declared.keys()].filter((code) => !(code in titles))).toEqual([]);
    expect(declared.size).toBeGreaterThan(90);
  });

  it('are sentences of that language', () => {
    const english = new Set(declared.values());
    expect(Object.values(titles).filter((title) => !/^\S.{9,}\.$/.test(title) || english.has(title))).toEqual([]);
  });
});
