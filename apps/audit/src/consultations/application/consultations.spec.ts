import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/memory';
import { ScriptedClock, StoreUnavailable, WrongExpectedVersion, type Actor } from '#kernel';
import { consultedIn } from '../testing/consulted-in.js';
import { Consultations } from './consultations.js';

const actor: Actor = { kind: 'person', id: 'p1', assurance: 'high' };
const looked = (what: string) => ({ actor, capacity: 'AUDITOR', correlationId: 'c1', what: { trail: what } });

describe('recording who looked', () => {
  it('keeps streams a month', async () => {
    const clock = new ScriptedClock('2027-01-31T23:59:59.999Z');
    const store = new MemoryEventStore(clock);
    const consultations = new Consultations(store, clock);
    await consultations.record(looked('a'));
    await clock.advanceTo('2027-02-01T00:00:00.000Z');
    await consultations.record(looked('b'));
    const told = await Promise.all(['2027-01', '2027-02'].map((month) => consultedIn(store, month)));
    expect(told.map((events) => events.map(({ data }) => data))).toEqual([[{ by: 'p1', what: { trail: 'a' } }], [{ by: 'p1', what: { trail: 'b' } }]]);
  });

  it('loses none when several instances write', async () => {
    const clock = new ScriptedClock('2027-01-01T00:00:00.000Z');
    const store = new MemoryEventStore(clock);
    const instances = [new Consultations(store, clock), new Consultations(store, clock)];
    for (const round of [1, 2, 3]) await Promise.all(instances.flatMap((one) => [one.record(looked(String(round))), one.record(looked(String(round)))]));
    expect(await consultedIn(store, '2027-01')).toHaveLength(12);
  });

  it('refuses nobody for what another instance writes at the same time', async () => {
    const clock = new ScriptedClock('2027-01-01T00:00:00.000Z');
    const store = new MemoryEventStore(clock);
    const busy = new Consultations(store, clock);
    // Between any two looks of this one, the other has written.
    const overtaken = Object.assign(Object.create(store) as typeof store, {
      append: async (...given: Parameters<typeof store.append>) => {
        await busy.record(looked('busy'));
        return store.append(...given);
      },
    });
    const instance = new Consultations(overtaken, clock);
    for (const round of [1, 2, 3]) await instance.record(looked(String(round)));
    expect(await consultedIn(store, '2027-01')).toHaveLength(6);
  });

  it('goes on after an append of which nobody knows whether it was recorded', async () => {
    const clock = new ScriptedClock('2027-01-01T00:00:00.000Z');
    const store = new MemoryEventStore(clock);
    let cut = true;
    const interrupted = Object.assign(Object.create(store) as typeof store, {
      append: async (...given: Parameters<typeof store.append>) => {
        const appended = await store.append(...given);
        if (cut) throw new StoreUnavailable('the answer was lost');
        return appended;
      },
    });
    const consultations = new Consultations(interrupted, clock);
    await expect(consultations.record(looked('a'))).rejects.toMatchObject({ kind: 'unavailable' });
    cut = false;
    await consultations.record(looked('b'));
    expect((await consultedIn(store, '2027-01')).map(({ data }) => data['what'])).toEqual([{ trail: 'a' }, { trail: 'b' }]);
  });

  it('answers that it is unavailable, and no worse, when others write where it alone may', async () => {
    const clock = new ScriptedClock('2027-01-01T00:00:00.000Z');
    const store = Object.assign(new MemoryEventStore(clock), { append: (stream: string) => Promise.reject(new WrongExpectedVersion(stream, 0, 1)) });
    await expect(new Consultations(store, clock).record(looked('a'))).rejects.toMatchObject({ kind: 'unavailable', code: 'consultation-not-recorded' });
  });

  it('refuses when it cannot be recorded', async () => {
    const clock = new ScriptedClock('2027-01-01T00:00:00.000Z');
    const store = new MemoryEventStore(clock);
    await store.close();
    await expect(new Consultations(store, clock).record(looked('a'))).rejects.toThrow('closed');
  });
});
