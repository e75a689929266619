import { afterEach, expect, it } from '@jest/globals';
import { MemoryEventStore } from '#event-store/memory';
import { ScriptedClock } from '#kernel';
import { Publisher } from './publisher.js';
import { eventually } from './testing/eventually.js';
import { managerMissing, published } from './testing/events.js';
import { TOPIC, uuid } from './testing/facts.js';
import { inMemory } from './testing/memory-installation.js';

let publisher: Publisher | undefined;
afterEach(() => publisher?.stop());

it('a publisher that met an event of a newer build has stopped for others, and goes on itself once it can publish it', async () => {
  const { log, documents } = await inMemory();
  const store = new MemoryEventStore(new ScriptedClock('2026-03-02T12:00:00.000Z'));
  let known = false;
  publisher = new Publisher({
    service: 'access-delegation', store, log, documents, publicUrl: 'http://localhost:3000',
    publication: (stored) => {
      if (!known) throw new Error('an event of a newer build');
      return published(stored);
    },
  });
  publisher.start();
  await publisher.caughtUp();
  expect(publisher.hasStopped()).toBe(false);
  await store.append(`authority-${uuid(1)}`, [managerMissing()], 0);
  await eventually(() => publisher?.hasStopped() === true);
  expect(publisher.problem()).toBe('Error: an event of a newer build');
  known = true;
  await publisher.caughtUp();
  expect([(await log.ends(TOPIC)).reduce((sum, end) => sum + end, 0), publisher.hasStopped()]).toEqual([1, false]);
  await store.close();
  await log.close();
});
