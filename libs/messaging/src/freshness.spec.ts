import { expect, it } from '@jest/globals';
import type { Heartbeat } from '#contracts';
import { Freshness } from './freshness.js';

const TOPIC = 'access-delegation.authorities';
const HEARTBEATS = 'access-delegation.heartbeat';
const heartbeat = (at: number): Heartbeat => ({ at: new Date(at).toISOString(), ends: { [TOPIC]: [0] } });
/** One who has reached all that he hears of. */
const listening = (elapsed?: () => number, since = 0): Freshness => new Freshness(new Map([[HEARTBEATS, [TOPIC]]]), () => true, since, elapsed);

it('stays as fresh as it was when a publisher that was out of breath tells what it knew before', () => {
  const freshness = listening();
  freshness.heard(HEARTBEATS, heartbeat(9_000), 9_100);
  freshness.heard(HEARTBEATS, heartbeat(2_000), 9_200);
  expect(freshness.ageMillis(10_000)).toBe(1_000);
  freshness.heard(HEARTBEATS, heartbeat(9_500), 9_600);
  expect(freshness.ageMillis(10_000)).toBe(500);
});

it('is no fresher than when it heard of a publisher whose clock is ahead, nor is the silence of its successor hidden by that', () => {
  let elapsed = 1_000;
  const freshness = listening(() => elapsed);
  freshness.heard(HEARTBEATS, heartbeat(60_000), 1_000);
  expect(freshness.ageMillis(7_000)).toBe(6_000);
  elapsed = 8_000;
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

it('knows whether another reader is as far as each publisher said of late, in all of its topics', () => {
  const more = 'access-delegation.designations';
  const freshness = listening(() => 0);
  const said = (at: number, end: number): void => { freshness.heard(HEARTBEATS, { at: new Date(at).toISOString(), ends: { [TOPIC]: [0, 4], [more]: [end] } }, at); };
  const at = (offset: number) => ({ [TOPIC]: [0, 4], [more]: [offset] });
  expect(freshness.reachedWithin(1_000, 1_000, at(9))).toBe(false);
  said(1_000, 3);
  said(2_000, 5);
  expect([[1_000, 3], [999, 3], [0, 5]].map(([age, offset]) => freshness.reachedWithin(age ?? 0, 2_000, at(offset ?? 0)))).toEqual([true, false, true]);
  expect(freshness.reachedWithin(1_000, 3_001, at(5))).toBe(false);
  expect([freshness.reachedWithin(1_000, 2_000, at(2)), freshness.reachedWithin(1_000, 2_000, { [more]: [5] })]).toEqual([false, false]);
});

it('forgets nothing of the last minute of a publisher that says so each second', () => {
  const freshness = listening(() => 0);
  for (let second = 1; second <= 200; second += 1) freshness.heard(HEARTBEATS, { at: new Date(second * 1_000).toISOString(), ends: { [TOPIC]: [second] } }, second * 1_000);
  expect([140, 100].map((offset) => freshness.reachedWithin(200_000, 200_000, { [TOPIC]: [offset] }))).toEqual([true, false]);
});

it('grows old while the time of day was set back, and while the machine stood still', () => {
  let elapsed = 100;
  const freshness = listening(() => elapsed);
  freshness.heard(HEARTBEATS, heartbeat(9_000), 9_100);
  expect(freshness.ageMillis(9_100)).toBe(100);
  elapsed += 6_000;
  expect([freshness.ageMillis(1_000), freshness.reachedWithin(5_000, 1_000, { [TOPIC]: [9] })]).toEqual([6_100, false]);
  expect([freshness.ageMillis(60_000), freshness.reachedWithin(50_000, 60_000, { [TOPIC]: [9] })]).toEqual([51_000, false]);
});

it('begins again where the time of day was set back to after it began', () => {
  const freshness = listening(() => 0, 3_600_000);
  freshness.heard(HEARTBEATS, heartbeat(1_000), 1_000);
  freshness.heard(HEARTBEATS, heartbeat(2_000), 2_000);
  expect(freshness.ageMillis(2_500)).toBe(500);
});

it('counts a machine that stood still though the time of day was set back before', () => {
  let elapsed = 0;
  const freshness = listening(() => elapsed);
  freshness.heard(HEARTBEATS, heartbeat(3_600_000), 3_600_000);
  elapsed = 1_000;
  freshness.heard(HEARTBEATS, heartbeat(1_000), 1_000);
  expect(freshness.ageMillis(61_000)).toBe(60_000);
});

it('asks nobody for topics that this build does not know', () => {
  const freshness = listening(() => 0);
  freshness.heard(HEARTBEATS, { at: new Date(1_000).toISOString(), ends: { [TOPIC]: [4], 'access-delegation.of-tomorrow': [9] } }, 1_000);
  expect(freshness.reachedWithin(1_000, 1_000, { [TOPIC]: [4] })).toBe(true);
});
