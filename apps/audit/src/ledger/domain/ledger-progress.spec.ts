import { describe, expect, it } from '@jest/globals';
import { nothingYet, progressAfter, reached, unseen } from './ledger-progress.js';

const at = (topic: string, partition: number, offset: number) => ({ topic, partition, offset });

describe('how far the ledger is', () => {
  const progress = progressAfter(nothingYet, [at('a', 2, 0), at('a', 2, 1), at('b', 0, 7)]);

  it('counts what it holds and wants the next of each partition', () => {
    expect(progress).toEqual({ version: 3, offsets: { a: [0, 0, 2], b: [8] } });
    expect(progressAfter(progress, [at('a', 0, 0)])).toEqual({ version: 4, offsets: { a: [1, 0, 2], b: [8] } });
  });

  it('passes over what is delivered again', () => {
    expect(unseen([at('a', 2, 0), at('a', 2, 1), at('a', 2, 2), at('c', 0, 0)], progress)).toEqual([at('a', 2, 2), at('c', 0, 0)]);
  });

  it('has reached an end when every partition has', () => {
    expect(reached(progress.offsets, { a: [0, 0, 2], c: [0] })).toBe(true);
    expect(reached(progress.offsets, { a: [0, 1, 2] })).toBe(false);
  });
});
