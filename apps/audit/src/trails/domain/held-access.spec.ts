import { describe, expect, it } from '@jest/globals';
import { plus } from '#kernel';
import { agentMember, granted, manager, Story } from '../testing/a-story.js';
import { told } from '../testing/told-story.js';
import { wasHeld } from './held-access.js';
import type { ReceivedFact } from './received-fact.js';

const asManager = { kind: 'person', id: manager, capacity: 'MANAGER', assurance: 'high' } as const;

/** Recorded at 08:00 (member), 09:00 (grant), 10:00 (what `then` tells). */
const grantAfter = (then: (story: Story) => void, period: { from?: string; until?: string | null } = {}, membership: { from?: string; until?: string | null } = {}) => {
  const story = new Story();
  story.authority('member-prepared', asManager, { memberId: agentMember, personId: null, function: 'OTHER', from: granted.from, until: null, ...membership });
  story.authority('access-granted', asManager, { ...granted, ...period });
  then(story);
  const entry = told(story.facts as readonly ReceivedFact[])[1];
  if (!entry) throw new Error('nothing was told');
  return entry;
};
const nothing = (): void => undefined;
const heldAround = (entry: ReturnType<typeof grantAfter>, at: string): readonly boolean[] => [wasHeld(entry, plus(at, -1)), wasHeld(entry, at)];

describe('a grant at a past instant', () => {
  it('was held from when it was recorded, not from an earlier start', () => {
    expect(heldAround(grantAfter(nothing), '2027-03-01T09:00:00.000Z')).toEqual([false, true]);
  });

  it.each([
    ['a later start of its own', { from: '2027-04-01T00:00:00.000Z' }, {}], ['a later start of the membership', {}, { from: '2027-04-01T00:00:00.000Z' }],
  ])('was held from %s', (_, period, membership) => {
    expect(heldAround(grantAfter(nothing, period, membership), '2027-04-01T00:00:00.000Z')).toEqual([false, true]);
  });

  it.each([
    ['its own end', { until: '2027-04-01T00:00:00.000Z' }, {}], ['the end of the membership', {}, { until: '2027-04-01T00:00:00.000Z' }],
  ])('was held until %s', (_, period, membership) => {
    expect(heldAround(grantAfter(nothing, period, membership), '2027-04-01T00:00:00.000Z')).toEqual([true, false]);
  });

  it('was held until it was revoked', () => {
    const entry = grantAfter((story) => story.authority('access-revoked', asManager, { memberId: agentMember, grantId: granted.grantId }));
    expect(heldAround(entry, '2027-03-01T10:00:00.000Z')).toEqual([true, false]);
  });

  it('was held until the last day of who left, not until that was recorded', () => {
    const entry = grantAfter((story) => story.authority('member-left', asManager, { memberId: agentMember, at: '2027-05-01T00:00:00.000Z' }));
    expect(heldAround(entry, '2027-05-01T00:00:00.000Z')).toEqual([true, false]);
  });
});
