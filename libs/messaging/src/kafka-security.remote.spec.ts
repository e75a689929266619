import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificates } from '../../../tools/engines/certificates.mjs';
import { startKafka, type StartedKafkaBroker } from '../../../tools/engines/kafka.mjs';
import { MemoryDocuments } from '#persistence/memory';
import { createTopics, KafkaFactLog, type KafkaOptions } from './kafka.js';
import { eventually } from './testing/eventually.js';
import { missing, sent, TOPIC, uuid } from './testing/facts.js';
import { UnderLoad, upTo } from './testing/under-load.js';

jest.setTimeout(60_000);
const A_WHILE = 30_000;

describe('brokers over TLS, for their users alone', () => {
  let directory: string;
  let broker: StartedKafkaBroker;
  let certificate: string;
  let other: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'kafka-security-'));
    const certificates = await makeCertificates(join(directory, 'ours'));
    certificate = await readFile(certificates.authority, 'utf8');
    other = await readFile((await makeCertificates(join(directory, 'theirs'))).authority, 'utf8');
    broker = await startKafka({ secured: { certificates, users: { admin: 'secret' } } });
    await createTopics(as('secret'));
  });
  afterAll(async () => {
    await broker.stop();
    await rm(directory, { recursive: true });
  });

  const as = (password: string, ca = certificate): KafkaOptions =>
    ({ brokers: broker.securedBrokers ?? [], clientId: 'specs', ssl: { ca: [ca] }, sasl: { mechanism: 'scram-sha-512', username: 'admin', password } });

  it('take what is published, and give it to readers, groups and feeds', async () => {
    const load = new UnderLoad(as('secret'), new MemoryDocuments(), 5);
    load.join();
    load.begin();
    await eventually(() => load.sum >= 20, A_WHILE);
    await load.finish();
    await eventually(() => load.caughtUp(), A_WHILE);
    expect(await load.seen()).toEqual(load.acknowledged.map(upTo));
    await load.close();
  });

  it.each([
    ['a wrong password', 'SASL', () => as('guess')],
    ['an authority that is not known here', 'certificate', () => as('secret', other)],
  ])('are not talked to with %s: who publishes is told, who follows says why and tries again', async (_, why, options) => {
    const log = KafkaFactLog.open(options());
    const load = new UnderLoad(options(), new MemoryDocuments(), 1);
    const member = load.join();
    const followers = [{}, { group: 'some' }].map((group) => log.follow({ topics: [TOPIC], from: async () => 0, ...group }, async () => undefined));
    await Promise.all([
      ...[log.publish([sent(missing(uuid(1), 1))]), log.ends(TOPIC), ...followers.map(({ done }) => done)].map((refused) => expect(refused).rejects.toThrow(why)),
      eventually(() => member.problem()?.includes(why) === true, A_WHILE),
    ]);
    await log.close();
    await load.close();
  });
});
