import { describe, expect, it } from '@jest/globals';
import { murmur2, partitionOf } from './partitioner.js';

describe('choosing a partition', () => {
  it.each([
    ['21', -973932308], ['foobar', -790332482], ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829], ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971], ['abc', 479470107],
  ])('hashes %s as Kafka does', (key, hash) => {
    expect(murmur2(Buffer.from(key))).toBe(hash);
  });

  it('spreads keys over all partitions, always the same one for a key', () => {
    const keys = Array.from({ length: 500 }, (_, n) => `authority-${String(n)}`);
    expect(new Set(keys.map((key) => partitionOf(key, 12))).size).toBe(12);
    expect(keys.map((key) => partitionOf(key, 12))).toEqual(keys.map((key) => partitionOf(key, 12)));
  });
});
