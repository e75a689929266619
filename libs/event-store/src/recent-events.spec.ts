import { beforeEach, describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '#kernel';
import { RecentEvents, type Kept } from './recent-events.js';
import { happened } from './testing/happened.js';

const { type, data, metadata } = happened('something');
const kept = (position: number, characters = 10): Kept => {
  const event: StoredEvent = { stream: 'a-1', version: position, position: String(position), type, data, metadata: { ...metadata, recordedAt: '2026-03-02T12:00:00.000Z' } };
  return { position, characters, event };
};

describe('the events that were appended last', () => {
  let recent: RecentEvents;
  const after = (position: number) => recent.after(position)?.map((event) => Number(event.position));
  beforeEach(() => { recent = new RecentEvents({ events: 4, characters: 100 }); });

  it('are all that follow a position, or not told at all', () => {
    expect(after(0)).toBeUndefined();
    recent.add([kept(7), kept(8)]);
    recent.add([kept(9)]);
    expect([5, 6, 7, 8, 9].map(after)).toEqual([undefined, [7, 8, 9], [8, 9], [9], []]);
  });

  it('are forgotten from the oldest when there are too many, or they are too long', () => {
    for (let position = 1; position <= 5; position += 1) recent.add([kept(position)]);
    expect([2, 3].map(after)).toEqual([undefined, [4, 5]]);
    recent.add([kept(6, 90)]);
    expect([3, 4, 5].map(after)).toEqual([undefined, undefined, [6]]);
  });

  it('begin anew after one that never came', () => {
    recent.add([kept(1)]);
    recent.add([kept(3)]);
    expect([0, 1, 2].map(after)).toEqual([undefined, undefined, [3]]);
  });

  it('take no gap for nothing to tell', () => {
    recent.add([]);
    expect(after(0)).toBeUndefined();
  });
});
