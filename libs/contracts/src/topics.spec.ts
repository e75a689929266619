import { expect, it } from '@jest/globals';
import { topics } from './topics.js';

/** Two versions of a fact tell one event, and consumers count each event of a stream once: ADR 24 says where a second version goes. */
it('keeps one version of each fact, and each family of streams in one topic', () => {
  const names = topics.flatMap(({ topic, facts }) => facts.map(({ type }) => `${topic} ${type.replace(/\.v\d+$/, '')}`));
  const families = topics.map(({ owner, family }) => `${owner}/${family}`);
  expect([new Set(names).size, new Set(families).size]).toEqual([names.length, families.length]);
});
