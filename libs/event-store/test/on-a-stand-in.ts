import { afterEach, beforeEach, jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScriptedClock } from '#kernel';
import { EventStoreDbStore, type EventStoreDbOptions } from '../src/eventstoredb.js';
import { EventStoreStandIn, type StandInOptions } from './stand-in/event-store-stand-in.js';

export const NOON = '2026-03-02T12:00:00.000Z';

export type OnAStandIn = {
  readonly server: () => EventStoreStandIn;
  /** Another server, gone after the test as well. */
  readonly another: (options?: StandInOptions) => Promise<EventStoreStandIn>;
  /** One instance of a service, with a clock of its own. */
  readonly instance: (options?: Partial<EventStoreDbOptions>) => EventStoreDbStore;
};

/** For each test a server that keeps what it was told, and instances that come and go. */
export const onAStandIn = (): OnAStandIn => {
  jest.setTimeout(30_000);
  let directory: string;
  let servers: EventStoreStandIn[] = [];
  let instances: EventStoreDbStore[] = [];
  const another = async (options?: StandInOptions): Promise<EventStoreStandIn> => {
    const server = await EventStoreStandIn.start(options);
    servers.push(server);
    return server;
  };
  const server = (): EventStoreStandIn => {
    const [first] = servers;
    if (!first) throw new Error('no server was started');
    return first;
  };
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'stand-in-'));
    await another({ file: join(directory, 'log') });
  });
  afterEach(async () => {
    await Promise.all(instances.map((store) => store.close()));
    await Promise.all(servers.map((one) => one.down()));
    [instances, servers] = [[], []];
    rmSync(directory, { recursive: true });
  });
  return {
    server, another,
    instance: (options = {}) => {
      const store = EventStoreDbStore.open({ connectionString: server().connectionString, service: 'access-delegation', clock: new ScriptedClock(NOON), ...options });
      instances.push(store);
      return store;
    },
  };
};

/** Waits for what must come true. */
export const eventually = async (look: () => boolean | Promise<boolean>): Promise<void> => {
  for (const until = performance.now() + 15_000; !(await look());) {
    if (performance.now() > until) throw new Error(`never came true: ${String(look)}`);
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
};
