import { describe, expect, it } from '@jest/globals';
import { Follower, ScriptedClock, START, type StoredEvent } from '#kernel';
import { eventually, NOON, onAStandIn } from '../test/on-a-stand-in.js';
import type { Moment } from '../test/stand-in/node.js';
import { AllStreams } from './eventstoredb-all.js';
import { connectedTo, StoreSilent } from './eventstoredb-client.js';
import { BEGINNING } from './eventstoredb-place.js';
import { followed } from './testing/followed.js';
import { happened, several } from './testing/happened.js';

const MOMENTS: readonly Moment[] = ['before the commit', 'after the commit'];
const QUESTIONS = 10;
const { server, instance } = onAStandIn();
const versionsOf = (events: readonly StoredEvent[]): number[] => events.map(({ version }) => version);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('an append whose connection breaks', () => {
  it.each(MOMENTS)('%s is answered all the same, and recorded once', async (moment) => {
    const store = instance();
    await store.append('a-1', several(1), 0);
    server().cutNextAppend(moment);
    const events = several(2);
    const answered = await store.append('a-1', events, 1);
    expect(versionsOf(answered)).toEqual([2, 3]);
    expect(await store.read('a-1', { after: 1 })).toEqual(answered);
    expect(await store.append('a-1', events, 1)).toEqual(answered);
  });

  it('does not take others that travel beside it for answered or lost', async () => {
    const store = instance();
    await store.append('warm-1', several(1), 0);
    server().cutNextAppend('after the commit');
    const all = await Promise.all(upTo(50).map((number) => store.append(`a-${String(number)}`, several(3), 0)));
    expect(all.map((events) => versionsOf(events))).toEqual(upTo(50).map(() => [1, 2, 3]));
    for (const number of upTo(50)) expect(await store.read(`a-${String(number)}`)).toHaveLength(3);
  });

  it('because the server was killed after it, is answered the same when it is asked again', async () => {
    const clock = new ScriptedClock(NOON);
    const store = instance({ clock });
    await store.append('a-1', several(1), 0);
    const events = several(2);
    server().log.onCommit(() => { void server().down(); });
    await expect(store.append('a-1', events, 1)).rejects.toMatchObject({ kind: 'unavailable', code: 'event-store-unavailable' });
    await clock.advanceTo('2026-03-02T13:00:00.000Z');
    await server().up();
    await eventually(() => store.append('a-1', events, 1).then(() => true, () => false));
    const again = await store.append('a-1', events, 1);
    expect(again.map(({ version, metadata }) => [version, metadata.recordedAt])).toEqual([[2, NOON], [3, NOON]]);
    expect(await store.read('a-1')).toHaveLength(3);
  });
});

describe('a server that cannot say', () => {
  const UNAVAILABLE = { kind: 'unavailable', code: 'event-store-unavailable' };

  it('because its leader is being elected is asked again, and the append is recorded once', async () => {
    const store = instance();
    await store.append('a-1', several(1), 0);
    server().withoutLeader(2);
    expect(versionsOf(await store.append('a-1', several(2), 1))).toEqual([2, 3]);
    server().withoutLeader(2);
    expect(await store.read('a-1')).toHaveLength(3);
  });

  it('because no leader is elected at all is unavailable, whatever is asked', async () => {
    const store = instance();
    const [event] = await store.append('a-1', several(1), 0);
    const position = event?.position ?? START;
    server().withoutLeader();
    await expect(store.append('a-1', several(1), 1)).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.read('a-1')).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.extent(position)).rejects.toMatchObject(UNAVAILABLE);
    expect(await instance().caughtUp(START)).toBe(false);
  });

  it('because no node of its cluster answers is unavailable, whatever is asked', async () => {
    const { host, port } = server().address;
    await server().down();
    const store = instance({ connectionString: `esdb+discover://${host}:${String(port)}?tls=false&maxDiscoverAttempts=2` });
    await expect(store.append('a-1', several(1), 0)).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.read('a-1')).rejects.toMatchObject(UNAVAILABLE);
    await expect(store.extent(START)).rejects.toMatchObject(UNAVAILABLE);
  });

  it('because it is frozen is unavailable once the deadline is over, and what it recorded all the same is answered later', async () => {
    const store = instance({ connectionString: `${server().connectionString}&defaultDeadline=500` });
    await store.append('a-1', several(1), 0);
    const events = several(2);
    server().freeze();
    await expect(store.append('a-1', events, 1)).rejects.toMatchObject(UNAVAILABLE);
    server().thaw();
    expect(versionsOf(await store.append('a-1', events, 1))).toEqual([2, 3]);
    expect(await store.read('a-1')).toHaveLength(3);
  });
});

describe('following over broken connections', () => {
  it('loses nothing and repeats nothing, however often the connection is cut', async () => {
    const [writer, reader] = [instance(), instance()];
    const follower = followed(reader);
    for (let version = 0; version < 60; version += 1) {
      if (version % 12 === 5) server().cut();
      await writer.append('a-1', several(1), version);
    }
    await follower.until(() => follower.events().length >= 60);
    await follower.subscription.stop();
    expect(versionsOf(follower.events())).toEqual(upTo(60));
  });

  it('goes on after the server was killed and came back', async () => {
    const failures: number[] = [];
    const store = instance({ onFailure: (_, attempt) => { failures.push(attempt); } });
    await store.append('a-1', several(3), 0);
    const follower = followed(store);
    await follower.until(() => follower.events().length === 3);
    await server().down();
    await eventually(() => failures.length > 2);
    await eventually(async () => !(await store.caughtUp(follower.batches.at(-1)?.position ?? START)));
    await server().up();
    await eventually(() => store.append('a-1', several(2), 3).then(() => true, () => false));
    await follower.until(() => follower.events().length >= 5 && follower.batches.at(-1)?.caughtUp === true);
    await follower.subscription.stop();
    expect(versionsOf(follower.events())).toEqual([1, 2, 3, 4, 5]);
  });

  it('takes each effect once though its handler fails in the middle of it all', async () => {
    const store = instance();
    for (let version = 0; version < 30; version += 3) await store.append('a-1', several(3), version);
    const effects = new Map<string, number>();
    let saved = START;
    let calls = 0;
    const follower = new Follower({
      name: 'effects', store, from: async () => saved, pause: async () => undefined,
      handle: async (events, position) => {
        calls += 1;
        if (calls % 2 === 1) {
          server().cut();
          throw new Error('not yet');
        }
        for (const { metadata: { eventId } } of events) effects.set(eventId, (effects.get(eventId) ?? 0) + 1);
        saved = position;
      },
    });
    await eventually(() => effects.size === 30);
    await follower.stop();
    expect([...effects.values()]).toEqual(Array.from({ length: 30 }, () => 1));
  });

  it('goes on once a leader is elected', async () => {
    const failures: number[] = [];
    const store = instance({ onFailure: (_, attempt) => { failures.push(attempt); } });
    server().withoutLeader();
    const follower = followed(store);
    await eventually(() => failures.length > 1);
    server().withoutLeader(0);
    await store.append('a-1', several(1), 0);
    await follower.until(() => follower.events().length === 1);
    await follower.subscription.stop();
  });

  it('ends at once when it is stopped while the server is away', async () => {
    const store = instance();
    const follower = followed(store);
    await follower.until(() => follower.batches.length > 0);
    await server().down();
    await follower.subscription.stop();
    await expect(follower.subscription.done).resolves.toBeUndefined();
  });

  it('begins when the server comes up later', async () => {
    await server().down();
    const store = instance();
    const follower = followed(store);
    await server().up();
    await eventually(() => store.append('a-1', several(1), 0).then(() => true, () => false));
    await follower.until(() => follower.events().length === 1);
    await follower.subscription.stop();
  });

  it('holds no more in memory than a few batches while a handler is slow', async () => {
    const [store, other] = [instance(), instance({ service: 'audit' })];
    await other.append('b-1', several(1), 0);
    const text = 'x'.repeat(2_000);
    for (let version = 0; version < 3_000; version += 300) {
      await store.append('a-1', Array.from({ length: 300 }, () => happened('long', { text })), version);
    }
    const before = server().sent;
    const seen: number[] = [];
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => { go = resolve; });
    const subscription = store.follow(START, async ({ events }) => {
      if (seen.length > 0) await gate;
      seen.push(...versionsOf(events));
    });
    // Whoever else asks is answered, one question after the other, and nothing but the answers leaves the server any more.
    await eventually(async () => {
      const { sent } = server();
      for (let question = 0; question < QUESTIONS; question += 1) await other.read('b-1');
      return seen.length > 0 && server().sent === sent + QUESTIONS;
    });
    const handed = server().sent - before;
    go();
    await eventually(() => seen.length === 3_000);
    await subscription.stop();
    expect(handed).toBeLessThan(1_000);
    expect(seen).toEqual(upTo(3_000));
  });
});

describe('a store that is closed', () => {
  it('leaves no connection behind, whatever was cut and whatever still follows', async () => {
    const store = instance();
    await store.append('a-1', several(1), 0);
    const follower = followed(store);
    await follower.until(() => follower.events().length === 1);
    server().cut();
    await store.append('a-1', several(1), 1);
    await follower.until(() => follower.events().length === 2);
    await store.close();
    await eventually(() => server().connections === 0);
  });

  it('while it searches a cluster in vain does not wait for the search, nor connect to what it finds', async () => {
    const { host, port } = server().address;
    await server().down();
    const store = instance({ connectionString: `esdb+discover://${host}:${String(port)}?tls=false` });
    const asked = store.caughtUp(START);
    const follower = followed(store);
    await server().up();
    await store.close();
    await asked;
    await follower.subscription.done;
    await eventually(() => server().connections === 0);
  });
});

describe('a search with which the server does not go on', () => {
  it('is given up like a question that nobody answers', async () => {
    await instance().append('a-1', several(1), 0);
    const client = connectedTo(server().connectionString);
    server().freeze();
    const search = new AllStreams(client, 'access-delegation.', 100).search(BEGINNING, { commit: 10n ** 9n, prepare: 10n ** 9n }, { found: () => undefined, passed: () => undefined });
    await expect(search).rejects.toBeInstanceOf(StoreSilent);
    server().thaw();
    await client.dispose();
  });
});
