import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SystemClock } from '#kernel';
import { MemoryEventStore } from '#event-store/memory';
import { Feed } from '../feed.js';
import type { FactLog } from '../fact-log.js';
import { heartbeatIn } from '../heartbeats.js';
import type { Message } from '../message.js';
import { publisherPositions } from '../positions.js';
import { Publisher, type PublisherOptions } from '../publisher.js';
import { eventually } from './eventually.js';
import { managerMissing, published } from './events.js';
import { PUBLIC_URL, TOPIC, uuid } from './facts.js';
import { heldUp } from './held-up.js';
import type { Install, Installation } from './installation.js';

const HEARTBEATS = 'access-delegation.heartbeat';
const A = uuid(1);
const B = uuid(2);

/** How a service publishes what it recorded, whatever its log and its documents are kept in. */
export const describePublisher = (name: string, install: Install): void => {
  describe(`publishing on ${name}`, () => {
    let installation: Installation;
    let store: MemoryEventStore;
    let publisher: Publisher;
    let begun: Publisher[];

    const begin = (options: Partial<PublisherOptions> = {}): void => {
      const { log, documents } = installation;
      publisher = new Publisher({
        service: 'access-delegation', store, log, documents, publicUrl: PUBLIC_URL, publication: published, heartbeatMillis: 60_000, ...options,
      });
      publisher.start();
      begun.push(publisher);
    };
    const record = async (authority: string, version: number): Promise<void> => {
      await store.append(`authority-${authority}`, [managerMissing()], version - 1);
    };
    const messages = async (log: FactLog = installation.log): Promise<readonly Message[]> => {
      const ends = await log.ends(TOPIC);
      return (await Promise.all(ends.map((_, partition) => log.read(TOPIC, partition, 0, 1_000)))).flat();
    };
    const sequences = async (authority: string): Promise<readonly number[]> =>
      (await messages()).filter(({ key }) => key === authority).map(({ headers }) => Number(headers['ce_sequence']));
    const beats = async (): Promise<number> => (await installation.log.ends(HEARTBEATS))[0] ?? 0;

    beforeEach(async () => {
      installation = await install();
      begun = [];
      store = new MemoryEventStore(new SystemClock());
    });
    afterEach(async () => {
      for (const one of begun) await one.stop();
      await store.close();
      await installation.close();
    });

    it('sends what was recorded and what comes, in order per stream', async () => {
      await record(A, 1);
      begin();
      await record(B, 1);
      await record(A, 2);
      await publisher.caughtUp();
      expect([await sequences(A), await sequences(B)]).toEqual([[1, 2], [1]]);
      expect(publisher.problem()).toBeUndefined();
    });

    it('leaves private streams at home', async () => {
      await store.append('number-0207362210', [managerMissing()], 0);
      await record(A, 1);
      begin();
      await publisher.caughtUp();
      expect(await messages()).toHaveLength(1);
    });

    it('goes on after a restart with what it had not sent', async () => {
      begin();
      await record(A, 1);
      await publisher.caughtUp();
      await publisher.stop();
      installation = await installation.restart();
      await record(A, 2);
      begin();
      await publisher.caughtUp();
      expect(await sequences(A)).toEqual([1, 2]);
    });

    it('sends again, and never skips, when it stops between the acknowledgement and its checkpoint', async () => {
      const { documents } = installation;
      const commit = documents.commit.bind(documents);
      let crashes = 1;
      Object.assign(documents, { commit: async (...args: Parameters<typeof commit>) => {
        if (crashes-- > 0) throw new Error('the disk is full');
        return commit(...args);
      } });
      await record(A, 1);
      begin();
      await publisher.caughtUp();
      expect(await sequences(A)).toEqual([1, 1]);
    });

    it('does not take back the checkpoint of the instance that followed it, when it comes late', async () => {
      const { documents } = installation;
      const checkpoint = async () => (await documents.collection(publisherPositions).get('publisher'))?.position;
      const late = heldUp(documents);
      begin({ documents: late.documents });
      const first = publisher;
      await record(A, 1);
      await eventually(late.stopped);
      begin();
      await record(A, 2);
      await publisher.caughtUp();
      const theirs = await checkpoint();
      await publisher.stop();
      let refused: string | undefined;
      late.goOn();
      await eventually(() => (refused ??= first.problem()) !== undefined);
      await first.caughtUp();
      expect([await checkpoint(), refused]).toEqual([theirs, expect.stringContaining('NotAsExpected')]);
      expect(await sequences(A)).toEqual([1, 1, 2]);
    });

    it('is not ready while the log refuses, and sends everything when it is back', async () => {
      const { log } = installation;
      const publish = log.publish.bind(log);
      let down = true;
      Object.assign(log, { publish: async (...args: Parameters<typeof publish>) => {
        if (down) throw new Error('the log is down');
        return publish(...args);
      } });
      begin();
      await record(A, 1);
      await eventually(() => publisher.problem() === 'Error: the log is down' && !publisher.hasStopped());
      await publisher.beat();
      await record(A, 2);
      down = false;
      await publisher.caughtUp();
      expect(await sequences(A)).toEqual([1, 2]);
      expect(publisher.problem()).toBeUndefined();
    });

    it('is not ready while its heartbeats are refused, though it has nothing to publish', async () => {
      const { log } = installation;
      const publish = log.publish.bind(log);
      Object.assign(log, { publish: async () => { throw new Error('the log is down'); } });
      begin({ heartbeatMillis: 5 });
      await eventually(() => publisher.problem() === 'Error: the log is down');
      Object.assign(log, { publish });
      await eventually(() => publisher.problem() === undefined);
      expect(await beats()).toBeGreaterThan(0);
    });

    it('stops at an event it cannot publish faithfully, and says so', async () => {
      begin({ publication: (stored) => ({ ...published(stored), sequence: 9 }) });
      await record(A, 1);
      await eventually(() => publisher.problem()?.startsWith('UnfaithfulPublication') ?? false);
      await publisher.beat();
      expect([await messages(), await beats(), publisher.hasStopped()]).toEqual([[], 0, true]);
    });

    it('stops at data that break the contract', async () => {
      begin({ publication: (stored) => ({ ...published(stored), data: { authorityId: 7 } }) });
      await record(A, 1);
      await eventually(() => publisher.problem()?.startsWith('BadMessage') ?? false);
      expect([await messages(), publisher.hasStopped()]).toEqual([[], true]);
    });

    it('writes heartbeats that tell the ends of its topics', async () => {
      begin({ now: () => Date.parse('2026-03-02T08:00:00.000Z') });
      await record(A, 1);
      await publisher.caughtUp();
      await publisher.beat();
      const [heartbeat] = await installation.log.read(HEARTBEATS, 0, 0, 10);
      const { at, ends } = heartbeatIn(heartbeat?.value ?? '') ?? { at: '', ends: {} };
      expect(at).toBe('2026-03-02T08:00:00.000Z');
      expect(ends[TOPIC]).toEqual(await installation.log.ends(TOPIC));
      expect(Object.keys(ends)).toContain('access-delegation.staff');
    });

    it.each(['alone', 'with others'])('proves freshness while events pour into a store that it writes %s, which is never at rest', async (writes) => {
      Object.assign(store, { soleWriter: writes === 'alone' });
      let clock = 1_000;
      store.caughtUp = async () => false;
      begin({
        now: () => clock,
        publication: (stored) => {
          clock = 2_000;
          return published(stored);
        },
      });
      await record(A, 1);
      await eventually(async () => {
        await publisher.beat();
        return await beats() === 1;
      });
      const [heartbeat] = await installation.log.read(HEARTBEATS, 0, 0, 10);
      expect(heartbeatIn(heartbeat?.value ?? '')?.at).toBe('1970-01-01T00:00:01.000Z');
    });

    it('goes on telling when the time of day was set back', async () => {
      let clock = Date.parse('2026-03-02T08:00:00.000Z');
      begin({ now: () => clock });
      await record(A, 1);
      await publisher.caughtUp();
      await publisher.beat();
      clock -= 3_600_000;
      await publisher.beat();
      const told = (await installation.log.read(HEARTBEATS, 0, 0, 10)).map(({ value }) => heartbeatIn(value)?.at);
      expect(told.at(-1)).toBe('2026-03-02T07:00:00.000Z');
    });

    it('proves nothing by the first of several pages', async () => {
      await store.append(`authority-${A}`, Array.from({ length: 501 }, managerMissing), 0);
      store.caughtUp = async () => false;
      begin({
        publication: (stored) => {
          if (stored.version === 501) throw new Error('a bug');
          return published(stored);
        },
      });
      await eventually(() => publisher.problem() === 'Error: a bug');
      await publisher.beat();
      expect([(await sequences(A)).length, await beats()]).toEqual([500, 0]);
    });

    it('proves nothing beside a store that never gave out its checkpoint: what that one holds is not published', async () => {
      await record(A, 1);
      await record(A, 2);
      begin();
      await publisher.caughtUp();
      await eventually(async () => await beats() === 1);
      await publisher.stop();
      await store.close();
      store = new MemoryEventStore(new SystemClock());
      // Whatever it says of a position that is not its own.
      store.caughtUp = async () => true;
      await record(B, 1);
      begin({ heartbeatMillis: 1 });
      await eventually(() => publisher.problem()?.startsWith('UnknownPosition') ?? false);
      await publisher.beat();
      expect([await sequences(B), await beats()]).toEqual([[], 1]);
    });

    it('proves nothing from the moment the store refuses to be followed', async () => {
      const refused = Promise.withResolvers<undefined>();
      const follow = store.follow.bind(store);
      store.follow = (after, handle) => {
        const followed = follow(after, handle);
        return { stop: () => followed.stop(), done: Promise.race([followed.done, refused.promise.then(() => undefined)]) };
      };
      begin();
      await eventually(async () => await beats() === 1);
      refused.reject(new Error('the store was exchanged'));
      await eventually(() => publisher.problem() === 'Error: the store was exchanged');
      await publisher.beat();
      expect(await beats()).toBe(1);
    });

    it('says at once, without waiting for its next heartbeat, where it stands when it begins', async () => {
      begin({ heartbeatMillis: 60_000 });
      await eventually(async () => await beats() === 1);
    });

    it('is stopped once its heartbeat in hand is written: the log may be closed then', async () => {
      const asked = Promise.withResolvers<undefined>();
      const answered = Promise.withResolvers<undefined>();
      const { log } = installation;
      const ends: FactLog['ends'] = async (topic) => {
        asked.resolve(undefined);
        await answered.promise;
        return log.ends(topic);
      };
      begin({ log: Object.assign(Object.create(log) as FactLog, { ends }) });
      await asked.promise;
      const written = publisher.stop().then(beats);
      setImmediate(() => { answered.resolve(undefined); });
      expect(await written).toBe(1);
    });

    it('writes heartbeats by itself', async () => {
      begin({ heartbeatMillis: 2 });
      await eventually(async () => await beats() > 1);
    });

    it('keeps a feed fresh: facts recorded by one service are applied by another', async () => {
      const applied: string[] = [];
      const feed = new Feed({ log: installation.log, topics: [TOPIC], apply: ({ source, sequence }) => { applied.push(`${source} ${String(sequence)}`); } });
      begin({ heartbeatMillis: 2 });
      await record(A, 1);
      feed.start();
      await eventually(() => feed.fresh(1_000));
      expect(applied).toEqual([`/access-delegation/authority-${A} 1`]);
      await feed.stop();
    });
  });
};
