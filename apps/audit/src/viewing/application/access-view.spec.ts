import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/memory';
import { ScriptedClock } from '#kernel';
import { messaging, toMessage, type FactLog, type Messaging } from '#messaging';
import { MemoryFactLog } from '#messaging/memory';
import { eventually, sent, unheardOf } from '#messaging/testing';
import { MemoryDocuments } from '#persistence/memory';
import { BEGIN, commune, manager, mayor, officer, successor, wholeStory } from '../../trails/testing/a-story.js';
import { AccessView } from './access-view.js';

const publicUrl = 'http://localhost:3000';
const clock = new ScriptedClock('2027-03-03T06:00:00.000Z');
const facts = wholeStory().filter(({ source, time }) => source.startsWith('/access-delegation/') && time < clock.now());
let log: FactLog;
let view: AccessView;

const of = (service: string): Messaging =>
  messaging({ service, log, publicUrl, store: new MemoryEventStore(clock), documents: new MemoryDocuments() });
const isFresh = (...keys: readonly string[]): boolean => {
  try {
    view.requireFresh(...keys);
    return true;
  } catch {
    return false;
  }
};

beforeEach(async () => {
  log = new MemoryFactLog();
  view = new AccessView(of('audit'), clock);
  await log.publish(facts.map((fact) => toMessage(fact, publicUrl)));
  view.start();
  await view.caughtUp();
});
afterEach(async () => {
  await view.stop();
  await log.close();
});

/** Says once that everything recorded is published. */
const heartbeat = async (): Promise<void> => {
  const publisher = of('access-delegation').publisher(() => { throw new Error('nothing is recorded here'); });
  publisher.start();
  await publisher.caughtUp();
  await publisher.beat();
  await publisher.stop();
};

describe('what decides who may look', () => {
  it('answers nothing before it is known to be fresh', async () => {
    expect(isFresh(commune)).toBe(false);
    expect(view.problem()).toBe('access-view does not know everything that was published');
    await heartbeat();
    await eventually(() => isFresh(commune));
    expect(view.problem()).toBeUndefined();
  });

  it('knows which authority was merged into which', async () => {
    expect(view.successorOf(commune)).toBeNull();
    const rest = wholeStory().filter(({ source, time }) => source.startsWith('/access-delegation/') && time >= clock.now());
    await log.publish(rest.map((fact) => toMessage(fact, publicUrl)));
    await view.caughtUp();
    expect(view.successorOf(commune)).toBe(successor);
  });

  it('knows managers, signatories and staff in their province', () => {
    expect(view.manages(manager, commune)).toBe(true);
    expect(view.holdsOffice(mayor, commune)).toBe(true);
    expect(view.staff(officer, 'OFFICER', commune)).toBe(true);
    expect(view.staff(officer, 'OFFICER', null)).toBe(false);
    expect(view.staff(officer, 'AUDITOR', null)).toBe(false);
    expect(view.manages(officer, commune)).toBe(false);
    expect(BEGIN < clock.now()).toBe(true);
  });

  it('knows whose mandate ran out within 30 days', async () => {
    const lookedAt = async (now: string): Promise<readonly boolean[]> => {
      const then = new AccessView(of('audit'), new ScriptedClock(now));
      then.start();
      await then.caughtUp();
      await then.stop();
      return [then.manages(manager, commune), then.managesInGrace(manager, commune)];
    };
    expect(await lookedAt('2027-12-31T22:59:59.999Z')).toEqual([true, false]);
    expect(await lookedAt('2028-01-30T22:59:59.999Z')).toEqual([false, true]);
    expect(await lookedAt('2028-01-30T23:00:00.000Z')).toEqual([false, false]);
  });

  it('answers nothing about an authority of which a fact is not understood, and goes on about others', async () => {
    await heartbeat();
    await eventually(() => isFresh(commune, mayor));
    await log.publish([{ ...unheardOf(commune, 1), headers: { ...unheardOf(commune, view.newestOf(`authority-${commune}`).version + 1).headers } }]);
    await view.caughtUp();
    expect(isFresh(commune, mayor)).toBe(false);
    expect(isFresh(mayor)).toBe(true);
  });

  it('answers nothing at all while a fact about the Region is not understood', async () => {
    await heartbeat();
    await eventually(() => isFresh(mayor));
    const staff = facts.findLast(({ source }) => source.endsWith('/staff'));
    if (!staff) throw new Error('no staff in the story');
    await log.publish([sent({ ...staff, id: 'gap', sequence: staff.sequence + 2 })]);
    await view.caughtUp();
    expect(isFresh(mayor)).toBe(false);
  });
});
