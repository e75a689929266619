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

it('knows whether another reader is as far as each publisher said of late, in all of its topics', () => {
  const more = 'access-delegation.designations';
  const freshness = new Freshness(new Map([[HEARTBEATS, [TOPIC]]]), () => true, 0);
  const said = (at: number, end: number): void => { freshness.heard(HEARTBEATS, { at: new Date(at).toISOString(), ends: { [TOPIC]: [0, 4], [more]: [end] } }, at); };
  const at = (offset: number) => ({ [TOPIC]: [0, 4], [more]: [offset] });
  expect(freshness.reachedSince(0, at(9))).toBe(false);
  said(1_000, 3);
  said(2_000, 5);
  expect([freshness.reachedSince(1_000, at(3)), freshness.reachedSince(1_001, at(3)), freshness.reachedSince(2_000, at(5)), freshness.reachedSince(2_001, at(5))]).toEqual([true, false, true, false]);
  expect([freshness.reachedSince(1_000, at(2)), freshness.reachedSince(1_000, { [more]: [5] })]).toEqual([false, false]);
});

it('forgets nothing of the last minute of a publisher that says so each second', () => {
  const freshness = new Freshness(new Map([[HEARTBEATS, [TOPIC]]]), () => true, 0);
  for (let second = 1; second <= 200; second += 1) freshness.heard(HEARTBEATS, { at: new Date(second * 1_000).toISOString(), ends: { [TOPIC]: [second] } }, second * 1_000);
  expect([freshness.reachedSince(0, { [TOPIC]: [140] }), freshness.reachedSince(0, { [TOPIC]: [100] })]).toEqual([true, false]);
});
