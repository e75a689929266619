import { expect, it } from '@jest/globals';
import type { Heartbeat } from '#contracts';
import { Freshness } from './freshness.js';

const TOPIC = 'access-delegation.authorities';
const HEARTBEATS = 'access-delegation.heartbeat';
const heartbeat = (at: number): Heartbeat => ({ at: new Date(at).toISOString(), ends: { [TOPIC]: [0] } });

it('stays as fresh as it was when a publisher that was out of breath tells what it knew before', () => {
  const freshness = new Freshness(new Map([[HEARTBEATS, [TOPIC]]]), () => true, 0);
  freshness.heard(HEARTBEATS, heartbeat(9_000));
  freshness.heard(HEARTBEATS, heartbeat(2_000));
  expect(freshness.ageMillis(10_000)).toBe(1_000);
  freshness.heard(HEARTBEATS, heartbeat(9_500));
  expect(freshness.ageMillis(10_000)).toBe(500);
});
