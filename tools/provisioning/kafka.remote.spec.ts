import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { topicsOf } from '#contracts';
import { FactLog } from '#messaging';
import { KafkaFactLog } from '#messaging/kafka';
import { eventually } from '#messaging/testing';
import { makeCertificates, type Certificates } from '../engines/certificates.mjs';
import { startKafka, type StartedKafkaBroker } from '../engines/kafka.mjs';
import { FROM_SOURCE } from '../from-source/from-source.mjs';

jest.setTimeout(60_000);

const SCRIPT = fileURLToPath(new URL('kafka.mjs', import.meta.url));
const PREFIX = 'try-';
const USERS = { admin: 'boss', 'try-access-delegation': 'one', 'try-audit': 'two', 'access-delegation': 'three' };
const [AUTHORITIES = ''] = topicsOf('access-delegation').map(({ topic }) => topic);
const HEARTBEAT = 'access-delegation.heartbeat';
const message = (topic: string) => ({ topic, key: 'key', headers: {}, value: '{}' });

describe('what tools/provisioning/kafka.mjs allows on real brokers', () => {
  let directory: string;
  let certificates: Certificates;
  let broker: StartedKafkaBroker;
  const logs: FactLog[] = [];

  const provisioned = async (): Promise<string> => {
    const passwordFile = join(directory, 'admin');
    await writeFile(passwordFile, `${USERS.admin}\n`);
    const { stdout } = await promisify(execFile)(process.execPath, [...FROM_SOURCE, SCRIPT], {
      env: {
        PATH: process.env['PATH'], SERVICES: 'access-delegation,audit', NAME_PREFIX: PREFIX, KAFKA_BROKERS: broker.securedBrokers?.join(), KAFKA_TLS: 'true',
        KAFKA_CA_FILE: certificates.authority, KAFKA_USERNAME: 'admin', KAFKA_PASSWORD_FILE: passwordFile,
      },
    });
    return stdout;
  };
  const as = async (username: keyof typeof USERS): Promise<FactLog> => {
    const log = KafkaFactLog.open({
      brokers: broker.securedBrokers ?? [], clientId: username, prefix: PREFIX, ssl: { ca: [await readFile(certificates.authority, 'utf8')] },
      sasl: { mechanism: 'scram-sha-512', username, password: USERS[username] },
    });
    logs.push(log);
    return log;
  };
  const followed = (log: FactLog, group: string): Promise<void> => new Promise((resolve, reject) => {
    log.follow({ topics: [AUTHORITIES], group, from: async () => 0 }, async () => { resolve(); }).done.catch(reject);
  });

  /** As a service does: again while the brokers say that they are not ready for groups yet. */
  const given = (log: FactLog, group: string): Promise<void> => eventually(() => followed(log, group).then(() => true, () => false), 15_000);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'provisioning-'));
    certificates = await makeCertificates(directory);
    broker = await startKafka({ secured: { certificates, users: USERS } });
  });
  afterAll(async () => {
    await Promise.all(logs.map((log) => log.close()));
    await broker.stop();
    await rm(directory, { recursive: true });
  });

  it('is told, and the same again', async () => {
    const told = await provisioned();
    expect(told).toMatch(/^try-access-delegation: \d+ rights\ntry-audit: \d+ rights\n$/);
    expect(await provisioned()).toBe(told);
  });

  it('lets a service publish its own facts and heartbeat, and read them, in groups of its name', async () => {
    const own = await as('try-access-delegation');
    await own.publish([message(AUTHORITIES), message(HEARTBEAT)]);
    expect((await own.ends(AUTHORITIES)).reduce((sum, end) => sum + end, 0)).toBe(1);
    await given(own, 'access-delegation.some');
  });

  it('lets another read and share its work, not write', async () => {
    const other = await as('try-audit');
    await given(other, 'audit.ledger');
    await other.publish([message(`${AUTHORITIES}.dead`)]);
    await expect(other.publish([message(AUTHORITIES)])).rejects.toThrow('Not authorized to access topics');
    await expect(other.publish([message(HEARTBEAT)])).rejects.toThrow('Not authorized to access topics');
    await expect(followed(other, 'access-delegation.some')).rejects.toThrow('group coordinator');
  });

  it('lets nobody in from another installation', async () => {
    const stranger = await as('access-delegation');
    await expect(stranger.publish([message(AUTHORITIES)])).rejects.toThrow('authorization failed');
    await expect(stranger.ends(AUTHORITIES)).rejects.toThrow('Not authorized to access topics');
  });
});
