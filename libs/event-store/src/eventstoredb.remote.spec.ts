import { randomUUID } from 'node:crypto';
import { afterAll, jest } from '@jest/globals';
import { ScriptedClock } from '#kernel';
import { EventStoreStandIn } from '../test/stand-in/event-store-stand-in.js';
import { EventStoreDbStore } from './eventstoredb.js';
import { describeEventStore } from './testing/event-store.contract.js';
import type { OpenedEventStore } from './testing/opened-event-store.js';

const { EVENTSTOREDB_URL: server } = process.env;
const standIn = server === undefined ? await EventStoreStandIn.start() : undefined;
const connectionString = server ?? standIn?.connectionString ?? '';
jest.setTimeout(30_000);
afterAll(async () => { await standIn?.down(); });

/** A service of its own for each test: the server is shared, and never empty. */
const open = async (): Promise<OpenedEventStore> => {
  const clock = new ScriptedClock('2026-03-02T12:00:00.000Z');
  const service = `t${randomUUID()}`;
  const store = EventStoreDbStore.open({ connectionString, service, clock });
  const reopen = async (): Promise<EventStoreDbStore> => {
    await store.close();
    return EventStoreDbStore.open({ connectionString, service, clock });
  };
  return { store, clock, reopen };
};

describeEventStore(server === undefined ? 'eventstoredb (stand-in)' : 'eventstoredb', open);
