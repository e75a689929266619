import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemClock } from '#kernel';
import { SqliteEventStore } from '#event-store/sqlite';
import type { MongooseDocuments } from '#persistence/mongoose';
import { ThrowawayDatabases } from '#persistence/testing';
import type { Moment } from '../test/killed-at.js';
import { spawned, type Spawned } from '../test/spawned.js';
import { createTopics, dropTopics, KafkaFactLog, type KafkaOptions } from './kafka.js';
import { publisherPositions } from './positions.js';
import { eventually } from './testing/eventually.js';
import { managerMissing } from './testing/events.js';
import { missing, sent, sourceOf, TOPIC, uuid } from './testing/facts.js';
import { kafkaOptions } from './testing/kafka-installation.js';
import { Notebook } from './testing/notebook.js';
import { upTo } from './testing/under-load.js';

/** More for a long run. */
const ROUNDS = Number(process.env['ROUNDS'] ?? 1);
jest.setTimeout(ROUNDS * 120_000);
const A_WHILE = 60_000;
const AUTHORITIES = upTo(20).map(uuid);
/** Each life keeps a page or two before it ends: enough for all of them. */
const EACH = 100 * ROUNDS;
const ALL = AUTHORITIES.map(() => upTo(EACH));
/** Killed between what they did and their note of it, and right after the note; the last one lives. */
const LIVES: readonly Moment[] = [...upTo(ROUNDS).flatMap((): Moment[] => ['entry', 'return']), 'never'];

describe('killed within its commit', () => {
  const databases = new ThrowawayDatabases();
  const address = databases.next();
  let options: KafkaOptions;
  let documents: MongooseDocuments;
  let log: KafkaFactLog;
  let directory: string;
  let running: Spawned | undefined;

  const lived = async (file: string, moment: Moment, ...more: readonly string[]): Promise<void> => {
    const { brokers, prefix = '' } = options;
    running = spawned(file, brokers.join(), prefix, address.url, address.database, moment, ...more);
    if (moment === 'never') return;
    const [, signal] = await once(running, 'exit');
    expect(signal).toBe('SIGKILL');
  };
  const published = async (): Promise<ReadonlyMap<string, readonly number[]>> => {
    const messages = await Promise.all((await log.ends(TOPIC)).map((end, partition) => log.read(TOPIC, partition, 0, end)));
    const byKey = Map.groupBy(messages.flat(), ({ key }) => key);
    return new Map([...byKey].map(([key, ofKey]) => [key, ofKey.map(({ headers }) => Number(headers['ce_sequence']))]));
  };

  beforeEach(async () => {
    options = kafkaOptions();
    await createTopics(options);
    documents = await databases.open(address);
    log = KafkaFactLog.open(options);
    directory = await mkdtemp(join(tmpdir(), 'killed-'));
  });
  afterEach(async () => {
    if (running?.kill('SIGKILL')) await once(running, 'exit');
    await log.close();
    await documents.close();
    await databases.drop();
    await dropTopics(options);
    await rm(directory, { recursive: true });
  });

  it('a consumer leaves effect and position together or neither: nothing is lost, nothing has its effect twice', async () => {
    const seen = (): Promise<readonly (readonly number[])[]> => Promise.all(AUTHORITIES.map((id) => new Notebook(documents).seen(sourceOf(id))));
    for (const sequence of upTo(EACH)) await log.publish(AUTHORITIES.map((id) => sent(missing(id, sequence))));
    for (const moment of LIVES) await lived('group-member.process.ts', moment);
    await eventually(async () => (await seen()).every(({ length }) => length >= EACH), A_WHILE);
    expect(await seen()).toEqual(ALL);
  });

  it('a publisher sends again what it had no note of, in order, and skips nothing', async () => {
    const file = join(directory, 'events.sqlite');
    const store = SqliteEventStore.open(file, new SystemClock());
    for (const version of upTo(EACH)) for (const id of AUTHORITIES) await store.append(`authority-${id}`, [managerMissing()], version - 1);
    await store.close();
    for (const moment of LIVES) await lived('publisher.process.ts', moment, file);
    const position = async (): Promise<string | undefined> => (await documents.collection(publisherPositions).get('publisher'))?.position;
    await eventually(async () => await position() === String(EACH * AUTHORITIES.length), A_WHILE);
    const sequences = await published();
    // Sent twice is a run that begins again; what a reader takes of it, each the next of the one before, is everything.
    const taken = AUTHORITIES.map((id) => (sequences.get(id) ?? []).reduce<readonly number[]>((all, next) => next === all.length + 1 ? [...all, next] : all, []));
    const gaps = [...sequences.values()].filter((all) => all.some((next, place) => next > (all[place - 1] ?? 0) + 1));
    expect([taken, gaps, [...sequences.values()].flat().length > EACH * AUTHORITIES.length]).toEqual([ALL, [], true]);
  });
});
