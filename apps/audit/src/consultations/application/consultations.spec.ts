import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/memory';
import { ScriptedClock, type Actor } from '#kernel';
import { Consultations } from './consultations.js';

const actor: Actor = { kind: 'person', id: 'p1', assurance: 'high' };
const looked = (what: string) => ({ actor, capacity: 'AUDITOR', correlationId: 'c1', what: { trail: what } });

describe('recording who looked', () => {
  it('keeps a stream a month', async () => {
    const clock = new ScriptedClock('2027-01-31T23:59:59.999Z');
    const store = new MemoryEventStore(clock);
    const consultations = new Consultations(store, clock);
    await consultations.record(looked('a'));
    await clock.advanceTo('2027-02-01T00:00:00.000Z');
    await consultations.record(looked('b'));
    const told = await Promise.all(['consultations-2027-01', 'consultations-2027-02'].map((stream) => store.read(stream)));
    expect(told.map((events) => events.map(({ data }) => data))).toEqual([[{ by: 'p1', what: { trail: 'a' } }], [{ by: 'p1', what: { trail: 'b' } }]]);
  });

  it('loses none when several instances write', async () => {
    const clock = new ScriptedClock('2027-01-01T00:00:00.000Z');
    const store = new MemoryEventStore(clock);
    const instances = [new Consultations(store, clock), new Consultations(store, clock)];
    for (const round of [1, 2, 3]) await Promise.all(instances.flatMap((one) => [one.record(looked(String(round))), one.record(looked(String(round)))]));
    expect(await store.read('consultations-2027-01')).toHaveLength(12);
  });

  it('refuses when it cannot be recorded', async () => {
    const clock = new ScriptedClock('2027-01-01T00:00:00.000Z');
    const store = new MemoryEventStore(clock);
    await store.close();
    await expect(new Consultations(store, clock).record(looked('a'))).rejects.toThrow('closed');
  });
});
