import { describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { v5 } from 'uuid';
import {
  Aggregate, DomainError, eventCatalogue, EventTooLarge, plus, ScriptedClock, START, WrongExpectedVersion,
  type CommandContext, type Decider, type DomainEvent, type EventStore,
} from '#kernel';
import { eventually, NOON, onAStandIn } from '../test/on-a-stand-in.js';
import { UnknownPosition } from './sequence.js';
import { followed } from './testing/followed.js';
import { happened, several } from './testing/happened.js';

const { server, another, instance } = onAStandIn();
const QUESTIONS = 5;

type Taken = DomainEvent<'SeatTaken', { readonly by: string }>;
const SEATS = 5;
/** A hall of few seats, and whoever comes late is refused. */
const hall: Decider<readonly string[], string, Taken> = {
  initialState: [],
  decide(by, taken) {
    if (taken.length >= SEATS) throw new DomainError('conflict', 'full', 'There is no seat left.');
    return { events: [{ type: 'SeatTaken', data: { by }, subject: by }], as: { capacity: 'GUEST' } };
  },
  evolve: (taken, { data: { by } }) => [...taken, by],
};
const hallOf = (store: EventStore): Aggregate<readonly string[], string, Taken, unknown> =>
  new Aggregate(hall, eventCatalogue<Taken>({ SeatTaken: { version: 1 } }), {
    store, clock: new ScriptedClock(NOON), deriveId: (namespace, name) => v5(name, namespace), token: () => '', sealNote: async (note) => note,
  });
const request = (commandId: string = randomUUID()): CommandContext => ({
  commandId, bodyHash: 'body', correlationId: 'correlation', causationId: commandId, actor: { kind: 'person', id: 'guest', assurance: 'high' },
});
const noFacts = async (): Promise<{ facts: object; decidedOn: [] }> => ({ facts: {}, decidedOn: [] });

/** Somebody who uses the server without us. */
const stranger = (): EventStoreDBClient => EventStoreDBClient.connectionString(server().connectionString);
const strange = (count: number): ReturnType<typeof jsonEvent>[] => Array.from({ length: count }, () => jsonEvent({ type: 'Strange', data: {} }));

describe('two instances of a service', () => {
  it('decide again on what the other recorded, so that a rule holds over both', async () => {
    const [one, other] = [hallOf(instance()), hallOf(instance())];
    const asked = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? one : other).execute('hall-1', `guest ${String(index)}`, request(), noFacts));
    const codes = (await Promise.allSettled(asked)).map((outcome) => (outcome.status === 'fulfilled' ? 'seated' : (outcome.reason as DomainError).code));
    expect(codes.filter((code) => code === 'seated')).toHaveLength(SEATS);
    expect(codes.filter((code) => code !== 'seated')).toEqual(Array.from({ length: 12 - SEATS }, () => 'full'));
    expect((await other.load('hall-1')).state).toHaveLength(SEATS);
  });

  it('answer one request that reaches both alike, with what was recorded first', async () => {
    const [one, other] = [hallOf(instance()), hallOf(instance())];
    await Promise.all([one.load('hall-1'), other.load('hall-1')]);
    const same = request();
    const receipts = await Promise.all([one, other].map((instanceOf) => instanceOf.execute('hall-1', 'guest', same, noFacts)));
    expect(receipts.map(({ version }) => version)).toEqual([1, 1]);
    expect((await one.load('hall-1')).state).toEqual(['guest']);
  });

  it('answer a repetition with the first one\'s facts, whatever the second had decided', async () => {
    const [one, other] = [instance(), instance({ clock: new ScriptedClock(plus(NOON, 60_000)) })];
    const first = happened('first');
    const recorded = await one.append('a-1', [first], 0);
    expect(await other.append('a-1', [{ ...first, data: { what: 'second' } }], 0)).toEqual(recorded);
  });

  it('record no time before that of the event they follow, however their clocks differ', async () => {
    const [ahead, behind] = [instance({ clock: new ScriptedClock(plus(NOON, 300_000)) }), instance()];
    await ahead.append('a-1', several(1), 0);
    await behind.append('a-1', several(1), 1);
    await behind.append('b-1', several(1), 0);
    expect((await behind.read('a-1')).map(({ metadata }) => metadata.recordedAt)).toEqual([plus(NOON, 300_000), plus(NOON, 300_000)]);
    expect((await behind.read('b-1'))[0]?.metadata.recordedAt).toBe(NOON);
  });

  it('see within a second that the other has appended', async () => {
    const [one, other] = [instance(), instance()];
    const [first] = await one.append('a-1', several(1), 0);
    const position = first?.position ?? START;
    expect(await one.caughtUp(position)).toBe(true);
    await other.append('b-1', several(1), 0);
    await eventually(async () => !(await one.caughtUp(position)));
  });

  it('see at once that the other has appended, when they ask for what is there', async () => {
    const [one, other] = [instance(), instance()];
    for (let round = 0; round < 20; round += 1) {
      const before = await other.extent(START);
      const [event] = await one.append('a-1', several(1), round);
      const position = event?.position ?? START;
      expect([before.isWithin(position), (await other.extent(START)).isWithin(position)]).toEqual([true, true]);
      const [next] = await one.append('b-1', several(1), round);
      expect((await other.extent(position)).isWithin(position)).toBe(false);
      expect((await other.extent(position)).isWithin(next?.position ?? START)).toBe(true);
    }
  });
});

describe('a server that others use too', () => {
  it('shows a service its own streams only, and lets it pass by those of others', async () => {
    const [ours, theirs] = [instance(), instance({ service: 'access' })];
    const [event] = await ours.append('a-1', several(1), 0);
    const follower = followed(ours);
    await follower.until(() => follower.events().length === 1);
    for (let version = 0; version < 2_000; version += 500) await theirs.append('a-1', several(500), version);
    expect(await theirs.read('a-1', { limit: 1 })).not.toEqual(await ours.read('a-1'));
    await eventually(() => follower.batches.length > 4 && follower.batches.at(-1)?.caughtUp === true);
    expect(follower.batches.at(-1)?.position).toBe(event?.position);
    expect(await ours.caughtUp(event?.position ?? START)).toBe(true);
    expect(await instance().caughtUp(START)).toBe(false);
    expect(await instance({ service: 'dossiers' }).caughtUp(START)).toBe(true);
    await follower.subscription.stop();
    expect(follower.events()).toHaveLength(1);
  });

  it('tells a service all that it has there, however much others wrote since', async () => {
    const [late, busy, others] = [instance(), instance(), instance({ service: 'access' })];
    const [seen] = await late.append('a-1', several(1), 0);
    for (const stream of ['a-1', 'b-1', 'c-1']) await busy.append(stream, several(1), stream === 'a-1' ? 1 : 0);
    const [last] = await busy.append('d-1', several(1), 0);
    const [before] = await busy.read('b-1');
    for (let version = 0; version < 1_500; version += 500) await others.append('a-1', several(500), version);
    const held = await late.extent(seen?.position ?? START);
    expect([before, last].map((event) => held.isWithin(event?.position ?? START))).toEqual([false, true]);
    const fresh = instance();
    expect(await fresh.caughtUp(before?.position ?? START)).toBe(false);
    expect(await fresh.caughtUp(last?.position ?? START)).toBe(true);
  });

  it('is not believed when it says that it has looked further than anything can be', async () => {
    const wild = await another({ wildCheckpoints: true });
    const { connectionString } = wild;
    const [one, other] = [instance({ connectionString }), instance({ connectionString })];
    const follower = followed(one);
    await eventually(() => wild.sent >= 3);
    for (let answer = 0; answer < QUESTIONS; answer += 1) await one.read('a-1');
    await follower.subscription.stop();
    await other.append('a-1', several(1), 0);
    await instance({ connectionString, service: 'audit' }).append('b-1', several(1), 0);
    expect((await one.extent(START)).isWithin(START)).toBe(false);
    await eventually(async () => !(await one.caughtUp(START)));
  });

  it('stops whoever follows at an event that is not ours to understand', async () => {
    const store = instance();
    await store.append('a-1', several(1), 0);
    await stranger().appendToStream('access-delegation.a-1', strange(1));
    await expect(store.read('a-1')).rejects.toThrow('event 2 of a-1 was not written by this system');
    await expect(followed(store).subscription.done).rejects.toThrow('event 2 of a-1 was not written by this system');
  });

  it('does not follow from a position of another store, nor of this one before a backup was restored', async () => {
    const store = instance();
    const [event] = await store.append('a-1', several(1), 0);
    const restored = instance({ connectionString: (await another()).connectionString });
    for (const position of ['3', '-1/2', '1/2/3', '1/1', '1/1@1', event?.position ?? '']) {
      await expect(followed(restored, position).subscription.done).rejects.toBeInstanceOf(UnknownPosition);
    }
  });
});

describe('a store whose backup was restored', () => {
  it('is told from the one before though it has grown again to the same length, and further', async () => {
    const store = instance();
    const [first, second] = await store.append('a-1', several(2), 0);
    const restored = instance({ connectionString: (await another()).connectionString });
    const again = await restored.append('a-1', several(3), 0);
    expect(again.map(({ position }) => position.split('@')[0])).toEqual(expect.arrayContaining([first, second].map((event) => event?.position.split('@')[0])));
    for (const position of [first?.position ?? START, second?.position ?? START]) {
      await expect(restored.caughtUp(position)).rejects.toBeInstanceOf(UnknownPosition);
      await expect(restored.extent(position)).rejects.toBeInstanceOf(UnknownPosition);
      await expect(followed(restored, position).subscription.done).rejects.toBeInstanceOf(UnknownPosition);
    }
  });

  it('is found by who followed it all the while', async () => {
    const forgetful = await another();
    const store = instance({ connectionString: forgetful.connectionString });
    await store.append('a-1', several(2), 0);
    const follower = followed(store);
    await follower.until(() => follower.events().length === 2);
    const position = follower.batches.at(-1)?.position ?? START;
    expect(await store.caughtUp(position)).toBe(true);
    await forgetful.down();
    await forgetful.up();
    await instance({ connectionString: forgetful.connectionString }).append('a-1', several(3), 0);
    await expect(follower.subscription.done).rejects.toBeInstanceOf(UnknownPosition);
    await expect(store.caughtUp(position)).rejects.toBeInstanceOf(UnknownPosition);
  });

  it('takes positions that an earlier version of this system saved, which did not say whose they are', async () => {
    const store = instance();
    const [first] = await store.append('a-1', several(2), 0);
    const [place = ''] = first?.position.split('@') ?? [];
    const follower = followed(store, place);
    await follower.until(() => follower.events().length === 1);
    await follower.subscription.stop();
    expect([await store.caughtUp(place), (await store.extent(place)).isWithin(place)]).toEqual([false, false]);
  });
});

describe('what the server refuses', () => {
  it('is an append too large for it, before it is sent where the limit is known', async () => {
    const small = await another({ maxAppendSize: 2_000 });
    const store = instance({ connectionString: small.connectionString });
    const text = 'x'.repeat(2_000);
    await expect(store.append('a-1', [happened('long', { text })], 0)).rejects.toMatchObject({ name: 'EventTooLarge', limit: 2_000 });
    const told = instance({ connectionString: small.connectionString, maxEventBytes: 2_000 });
    await expect(told.append('a-1', several(20), 0)).rejects.toBeInstanceOf(EventTooLarge);
    expect(await told.append('a-1', several(2), 0)).toHaveLength(2);
  });

  it('is an event too large for it, though the append is not', async () => {
    const store = instance({ connectionString: (await another({ maxAppendEventSize: 2_000 })).connectionString });
    const [small, large] = [several(20), happened('long', { text: 'x'.repeat(2_000) })];
    await expect(store.append('a-1', [...small, large, ...several(20)], 0)).rejects.toMatchObject({ name: 'EventTooLarge', limit: 2_000 });
    expect(await store.append('a-1', small, 0)).toHaveLength(20);
  });

  it('is a repetition of a part, with more behind it that is new', async () => {
    const store = instance();
    const events = several(3);
    await store.append('a-1', events, 0);
    await expect(store.append('a-1', [...events.slice(0, 2), ...several(1)], 0)).rejects.toMatchObject({ name: 'WrongExpectedVersion', actual: 3 });
    expect(await store.append('a-1', events.slice(0, 2), 0)).toHaveLength(2);
  });

  it('is a stream that somebody deleted: it is not begun again in silence', async () => {
    const store = instance();
    await store.append('a-1', several(2), 0);
    server().log.delete('access-delegation.a-1');
    expect(await store.read('a-1')).toEqual([]);
    await expect(store.append('a-1', several(1), 0)).rejects.toThrow('a-1 does not hold what was appended: it was deleted or truncated');
    await store.append('b-1', several(1), 0);
    server().log.tombstone('access-delegation.b-1');
    await expect(store.read('b-1')).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(store.append('b-1', several(1), 1)).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  it('is a question to a follower: it is put to the leader', async () => {
    const leader = await another();
    server().handOverTo(leader.address);
    const store = instance();
    expect(await store.append('a-1', several(1), 0)).toHaveLength(1);
    const follower = followed(store);
    await follower.until(() => follower.events().length === 1);
    await follower.subscription.stop();
    expect(leader.log.visible('access-delegation.a-1')).toHaveLength(1);
    await expect(store.append('a-1', several(1), 0)).rejects.toBeInstanceOf(WrongExpectedVersion);
  });

  it('is found in a cluster by the word of any of its nodes', async () => {
    const [leader, nobody] = [await another(), await another()];
    await nobody.down();
    server().handOverTo(leader.address);
    const nodes = [nobody, server()].map(({ address: { host, port } }) => `${host}:${String(port)}`).join(',');
    const store = instance({ connectionString: `esdb://${nodes}?tls=false` });
    expect(await store.append('a-1', several(1), 0)).toHaveLength(1);
    expect(leader.log.visible('access-delegation.a-1')).toHaveLength(1);
  });

  it('is an id that is none', async () => {
    await expect(instance().append('a-1', [happened('x', {}, 'no id')], 0)).rejects.toThrow('"no id" is not an id');
  });
});

describe('opening', () => {
  it.each(['kurrentdb', 'kurrentdb+discover'])('takes the %s:// of the server\'s new name for its old one', async (protocol) => {
    const { host, port } = server().address;
    const store = instance({ connectionString: `${protocol}://${host}:${String(port)}?tls=false` });
    expect(await store.append('a-1', several(1), 0)).toHaveLength(1);
  });

  it('refuses names of services that would share streams, and connection strings that are none', () => {
    for (const service of ['', 'a.b', '$all', 'A', 'a b']) expect(() => instance({ service })).toThrow('cannot be the beginning of stream names');
    expect(() => instance({ connectionString: 'http://127.0.0.1' })).toThrow('esdb://');
  });
});
