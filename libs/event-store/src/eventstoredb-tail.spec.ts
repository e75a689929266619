import { describe, expect, it } from '@jest/globals';
import type { Place } from './eventstoredb-place.js';
import { Tail, type Entry, type Views } from './eventstoredb-tail.js';

const at = (commit: number): Place => ({ commit: BigInt(commit), prepare: BigInt(commit) });
const ours = (commit: number): Entry => ({ place: at(commit), ours: true });
const strange = (commit: number): Entry => ({ place: at(commit), ours: false });
const strangers = (from: number, count: number): readonly Entry[] => Array.from({ length: count }, (_, index) => strange(from + index));

/** A log that a spec writes, as the server shows it. */
class Written implements Views {
  constructor(public log: readonly Entry[]) {}
  newest = async (count: number): Promise<readonly Entry[]> => this.log.slice(-count).reverse();
  search: Views['search'] = async (after, until, { found, passed }) => {
    for (const { place, ours: own } of this.log) if (own && place.commit > after.commit) found(place);
    passed(until);
  };
}

describe('the end of what is ours', () => {
  it('is our last event, however many strangers wrote since', async () => {
    const views = new Written([ours(1), ours(2), ours(3), ...strangers(4, 2_000)]);
    expect(await new Tail(views).endAfter(at(1))).toEqual(at(3));
    expect([await new Tail(views).caughtUp(at(2)), await new Tail(views).caughtUp(at(3))]).toEqual([false, true]);
  });

  it('is looked for again in a store whose backup was restored', async () => {
    const views = new Written([ours(1), ...strangers(2, 10)]);
    const tail = new Tail(views);
    expect(await tail.endAfter(at(1))).toEqual(at(1));
    views.log = [ours(1), ours(5), strange(6)];
    tail.forget();
    expect(await tail.endAfter(at(1))).toEqual(at(5));
  });
});
