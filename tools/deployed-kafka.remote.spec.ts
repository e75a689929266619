import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { topicsOf } from '#contracts';
import { KafkaFactLog } from '#messaging/kafka';
import { eventually } from '#messaging/testing';
import { DeployedKafka } from './deployed-kafka.js';
import { FROM_SOURCE } from './from-source/from-source.mjs';

jest.setTimeout(180_000);

const A_WHILE = 90_000;
const SCRIPT = join(import.meta.dirname, 'provisioning/kafka.mjs');
const PASSWORDS = { 'kafka-admin': 'boss', 'access-delegation.kafka-password': 'one', 'audit.kafka-password': 'two' };
const [AUTHORITIES = ''] = topicsOf('access-delegation').map(({ topic }) => topic);
const message = { topic: AUTHORITIES, key: 'key', headers: {}, value: '{}' };

describe('deploy/kafka/start.sh with its server.properties', () => {
  let kafka: DeployedKafka;
  beforeAll(async () => { kafka = await DeployedKafka.prepared(PASSWORDS); });
  afterAll(() => kafka.dropped());

  const provisioned = (): Promise<boolean> => {
    kafka.mustRun();
    return promisify(execFile)(process.execPath, [...FROM_SOURCE, SCRIPT], { env: {
      PATH: process.env['PATH'], SERVICES: 'access-delegation,audit', KAFKA_BROKERS: kafka.brokers, KAFKA_REPLICAS: '1',
      KAFKA_USERNAME: 'admin', KAFKA_PASSWORD_FILE: join(kafka.root, 'run/secrets/kafka-admin'),
    } }).then(() => true, () => false);
  };
  const published = async (username: string, password: string): Promise<number> => {
    const log = KafkaFactLog.open({ brokers: [kafka.brokers], clientId: username, ssl: false, sasl: { mechanism: 'scram-sha-512', username, password } });
    try {
      await log.publish([message]);
      return (await log.ends(AUTHORITIES)).reduce((sum, end) => sum + end, 0);
    } finally {
      await log.close();
    }
  };

  it('makes a broker that lets in whom the secrets name, each with its rights and nobody else', async () => {
    kafka.start();
    await eventually(provisioned, A_WHILE);
    expect(await published('access-delegation', PASSWORDS['access-delegation.kafka-password'])).toBe(1);
    await expect(published('audit', PASSWORDS['audit.kafka-password'])).rejects.toThrow('Not authorized to access topics');
    await expect(published('access-delegation', 'guess')).rejects.toThrow('SASL SCRAM SHA512 authentication failed');
    await expect(published('somebody', 'guess')).rejects.toThrow('SASL SCRAM SHA512 authentication failed');
  });

  it('starts it again on what it has', async () => {
    await kafka.stop();
    kafka.start();
    await eventually(provisioned, A_WHILE);
    expect(await published('access-delegation', PASSWORDS['access-delegation.kafka-password'])).toBe(2);
  });
});
