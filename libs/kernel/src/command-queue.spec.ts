import { describe, expect, it } from '@jest/globals';
import { CommandQueue } from './command-queue.js';

const queueOf = (atOnce: number) => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const queue = new CommandQueue<number>(atOnce, (stream, entries) => {
    begun.push(`${stream}: ${entries.join(' ')}`);
    return new Promise((resolve) => { ends.push(resolve); });
  });
  const rest = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await rest();
  };
  return { queue, begun, rest, end };
};

describe('commands are served', () => {
  it('together when they arrive together, in the order they came', async () => {
    const { queue, begun, rest } = queueOf(10);
    for (const entry of [1, 2, 3]) queue.add('a', entry);
    await rest();
    expect(begun).toEqual(['a: 1 2 3']);
  });

  it('in turn within one stream: who arrives meanwhile goes in the next', async () => {
    const { queue, begun, rest, end } = queueOf(10);
    queue.add('a', 1);
    await rest();
    queue.add('a', 2);
    queue.add('a', 3);
    await rest();
    expect(begun).toEqual(['a: 1']);
    await end();
    expect(begun).toEqual(['a: 1', 'a: 2 3']);
  });

  it('without waiting for another stream', async () => {
    const { queue, begun, rest } = queueOf(10);
    queue.add('a', 1);
    await rest();
    queue.add('b', 2);
    await rest();
    expect(begun).toEqual(['a: 1', 'b: 2']);
  });

  it('no more at once than is allowed, the others after', async () => {
    const { queue, begun, rest, end } = queueOf(2);
    for (const entry of [1, 2, 3]) queue.add('a', entry);
    await rest();
    await end();
    expect(begun).toEqual(['a: 1 2', 'a: 3']);
  });

  it('again after a stream had come to rest', async () => {
    const { queue, begun, rest, end } = queueOf(2);
    queue.add('a', 1);
    await rest();
    await end();
    queue.add('a', 2);
    await rest();
    expect(begun).toEqual(['a: 1', 'a: 2']);
  });
});
