import { expect, it } from '@jest/globals';
import type { Heartbeat } from '#contracts';
import { Freshness } from './freshness.js';

const TOPIC = 'access-delegation.authorities';
const HEARTBEATS = 'access-delegation.heartbeat';
const heartbeat = (at: number): Heartbeat => ({ at: new Date(at).toISOString(), ends: { [TOPIC]: [0] } });

it('stays as fresh as it was when a publisher that was out of breath tells what it knew before', () => {
  const freshness = new Freshness(new Map([[HEARTBEATS, [TOPIC]]]), () => true, 0);
  freshness.heard(HEARTBEATS, heartbeat(9_000), 9_100);
  freshness.heard(HEARTBEATS, heartbeat(2_000), 9_200);
  expect(freshness.ageMillis(10_000)).toBe(1_000);
  freshness.heard(HEARTBEATS, heartbeat(9_500), 9_600);
  expect(freshness.ageMillis(10_000)).toBe(500);
});

it('is no fresher than when it heard of a publisher whose clock is ahead, nor is the silence of its successor hidden by that', () => {
  const freshness = new Freshness(new Map([[HEARTBEATS, [TOPIC]]]), () => true, 0);
  freshness.heard(HEARTBEATS, heartbeat(60_000), 1_000);
  expect(freshness.ageMillis(7_000)).toBe(6_000);
  freshness.heard(HEARTBEATS, heartbeat(7_500), 8_000);
  expect(freshness.ageMillis(20_000)).toBe(12_500);
});

it('is as fresh as when it heard of what it reached only later', () => {
  let reached = false;
  const freshness = new Freshness(new Map([[HEARTBEATS, [TOPIC]]]), () => reached, 0);
  freshness.heard(HEARTBEATS, heartbeat(60_000), 1_000);
  reached = true;
  freshness.progressed();
  expect(freshness.ageMillis(7_000)).toBe(6_000);
});
