import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { MemoryEventStore } from '#event-store/memory';
import { several } from '#event-store/testing';
import { ScriptedClock, type StoredEvent } from '#kernel';
import { eventually } from '#messaging/testing';
import type { CollectionDefinition, Documents, UnitOfWork } from '#persistence';
import { MemoryDocuments } from '#persistence/memory';
import { openDatabase, SqliteDocuments } from '#persistence/sqlite';
import { fillDisk, MORE_THAN_A_PAGE } from '#persistence/testing';
import { followerPositions, following, type FollowingOptions } from './following.js';
import type { Work } from './work.js';

type Count = { readonly id: string; readonly count: number };
const counts: CollectionDefinition<Count> = { name: 'counts', indexes: [] };
const texts: CollectionDefinition<{ readonly id: string; readonly text: string }> = { name: 'texts', indexes: [] };
const logger = pino({ level: 'silent' });

let directory: string;
let store: MemoryEventStore;
let documents: Documents;
let works: Work[];
let makeRoom: (() => void) | undefined;

/** Whoever comes here waits until it is told to go on. */
class Stop {
  reached = false;
  private readonly going = Promise.withResolvers<undefined>();
  async here(): Promise<void> {
    this.reached = true;
    await this.going.promise;
  }
  goOn(): void {
    this.going.resolve(undefined);
  }
}

const count = async (events: readonly StoredEvent[], unit: UnitOfWork): Promise<void> => {
  const collection = documents.collection(counts);
  const before = (await unit.get(collection, 'events'))?.count ?? 0;
  unit.put(collection, { id: 'events', count: before + events.length });
};
const counted = async (): Promise<number> => (await documents.collection(counts).get('events'))?.count ?? 0;
const position = async (): Promise<string | undefined> => (await documents.collection(followerPositions).get('counting'))?.position;

const begin = async (more: Partial<FollowingOptions> = {}): Promise<Work> => {
  const work = following({ name: 'counting', store, documents, logger, handle: count, ...more });
  works.push(work);
  await work.start();
  return work;
};

describe.each([['memory', () => new MemoryDocuments()], ['SQLite', () => SqliteDocuments.open(join(directory, 'documents.sqlite'))]])('following the own store into documents of %s', (_, open) => {
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'following-'));
    store = new MemoryEventStore(new ScriptedClock('2026-03-02T12:00:00.000Z'));
    documents = open();
    works = [];
  });
  afterEach(async () => {
    for (const work of works) await work.stop();
    await store.close();
    await documents.close();
    rmSync(directory, { recursive: true });
  });

  it('keeps effects and position, and goes on from there after a restart', async () => {
    await store.append('a', several(3), 0);
    const first = await begin();
    await first.caughtUp();
    expect([await counted(), await position(), first.problem()]).toEqual([3, '3', undefined]);
    await first.stop();
    await store.append('a', several(2), 3);
    await (await begin()).caughtUp();
    expect([await counted(), await position()]).toEqual([5, '5']);
  });

  it('keeps neither effects nor position of a batch that failed, and tries it again', async () => {
    let attempts = 0;
    await store.append('a', several(3), 0);
    const work = await begin({ handle: async (events, unit) => {
      await count(events, unit);
      expect([await counted(), await position()]).toEqual([0, undefined]);
      attempts += 1;
      if (attempts < 3) throw new Error('half-way');
    } });
    await eventually(() => work.problem() === 'counting is retrying');
    await work.caughtUp();
    expect([attempts, await counted(), work.problem()]).toEqual([3, 3, undefined]);
  });

  it('tells afterwards, when effects and position are kept, and again when that failed', async () => {
    const told: (string | undefined)[] = [];
    let failing = true;
    const work = await begin({ afterwards: async () => {
      told.push(await position());
      if (told.at(-1) === '3' && failing) {
        failing = false;
        throw new Error('not heard');
      }
    } });
    await work.caughtUp();
    await store.append('a', several(3), 0);
    await work.caughtUp();
    expect(told).toEqual([undefined, '3', '3']);
    expect(await counted()).toBe(3);
  });

  it.each(['prepare', 'handle'] as const)('changes nothing when its %s comes late: what another instance did meanwhile stands', async (lateIn) => {
    const noted = (id: string, stop?: Stop) => async (events: readonly StoredEvent[], unit: UnitOfWork): Promise<void> => {
      for (const { version } of events) unit.put(documents.collection(counts), { id, count: version });
      await stop?.here();
    };
    const seen = async () => Promise.all(['prepared', 'handled'].map(async (id) => (await documents.collection(counts).get(id))?.count));
    const failures: string[] = [];
    const [first, second] = [new Stop(), new Stop()];
    await store.append('a', several(1), 0);
    const late = await begin({
      prepare: noted('prepared', lateIn === 'prepare' ? first : undefined), handle: noted('handled', lateIn === 'handle' ? first : undefined),
      logger: pino({}, { write: (line) => { failures.push(line); } }),
    });
    await eventually(() => first.reached);
    await store.append('a', several(4), 1);
    const other = await begin({ prepare: noted('prepared'), handle: noted('handled', second) });
    await eventually(() => second.reached);
    first.goOn();
    await eventually(() => failures.length === 1);
    await late.stop();
    expect([await seen(), failures.join()]).toEqual([[5, undefined], expect.stringContaining('NotAsExpected')]);
    second.goOn();
    await other.caughtUp();
    expect([await seen(), await position(), other.problem()]).toEqual([[5, 5], '5', undefined]);
  });

  it('says that it has stopped once it will not try a batch again, and not before', async () => {
    let attempts = 0;
    await store.append('a', several(1), 0);
    const work = await begin({ attempts: 2, handle: async () => {
      attempts += 1;
      throw new Error('of a type that this build does not know');
    } });
    expect(work.hasStopped?.()).toBe(false);
    await eventually(() => work.hasStopped?.() === true);
    expect([attempts, work.problem()]).toEqual([2, 'counting is stopped']);
  });

  it('begins anew under a new name, and follows once however often it is started', async () => {
    await store.append('a', several(2), 0);
    const work = await begin();
    await work.start();
    await work.caughtUp();
    await (await begin({ name: 'counting-2' })).caughtUp();
    expect(await counted()).toBe(4);
  });

  it('is a problem until it is started', () => {
    const work = following({ name: 'counting', store, documents, logger, handle: count });
    expect(work.problem()).toBe('counting is not started');
  });
});

describe('following the own store while the disk is full', () => {
  it('waits for room however long it takes, and goes on by itself', async () => {
    directory = mkdtempSync(join(tmpdir(), 'following-'));
    store = new MemoryEventStore(new ScriptedClock('2026-03-02T12:00:00.000Z'));
    const database = openDatabase(join(directory, 'documents.sqlite'));
    documents = new SqliteDocuments(database);
    works = [];
    const failures: string[] = [];
    await store.append('a', several(3), 0);
    const work = await begin({
      attempts: 2, logger: pino({}, { write: (line) => { failures.push(line); } }),
      handle: async (events, unit) => {
        await count(events, unit);
        unit.put(documents.collection(texts), { id: 'text', text: MORE_THAN_A_PAGE });
        makeRoom ??= fillDisk(database);
      },
    });
    await eventually(() => failures.length === 3);
    expect([work.hasStopped?.(), work.problem()]).toEqual([false, 'counting is retrying']);
    makeRoom?.();
    await work.caughtUp();
    expect([await counted(), await position(), work.problem()]).toEqual([3, '3', undefined]);
    await work.stop();
    await store.close();
    await documents.close();
    rmSync(directory, { recursive: true });
  });
});
