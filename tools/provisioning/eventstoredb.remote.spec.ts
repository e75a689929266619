import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EventStoreDbStore } from '#event-store/eventstoredb';
import { provideStandIn, type ProvidedServer } from '#event-store/testing';
import { START, SystemClock } from '#kernel';
import { happened } from '../../libs/event-store/src/testing/happened.js';
import { makeCertificates, type Certificates } from '../engines/certificates.mjs';

const ROOT = join(import.meta.dirname, '../..');
const SERVICE = 'access-delegation';
const TEXT = 'x'.repeat(10_000);
const refused = { type: 'access-denied' };
jest.setTimeout(30_000);

describe('a new event store that tools/provisioning/eventstoredb.mjs gives to its service', () => {
  let directory: string;
  let certificates: Certificates;
  let server: ProvidedServer;
  const urlOf = (user: string, password: string): string =>
    `${server.url.replace('://', `://${user}:${password}@`)}&tlsCAFile=${encodeURIComponent(certificates.authority)}`;
  const clientOf = (user: string, password: string): EventStoreDBClient => EventStoreDBClient.connectionString(urlOf(user, password));
  const storeOf = (user: string, password: string): EventStoreDbStore =>
    EventStoreDbStore.open({ connectionString: urlOf(user, password), service: SERVICE, clock: new SystemClock() });
  const given = async (password: string): Promise<void> => {
    await writeFile(join(directory, `${SERVICE}.eventstoredb-password`), `${password}\n`);
    await promisify(execFile)(process.execPath, ['tools/provisioning/eventstoredb.mjs'], {
      cwd: ROOT, env: { PATH: process.env['PATH'], SERVICES: SERVICE, SECRETS: directory, STORE: new URL(server.url).host, NODE_EXTRA_CA_CERTS: certificates.authority },
    });
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'provisioned-store-'));
    certificates = await makeCertificates(join(directory, 'certificates'));
    server = await provideStandIn({ ...certificates, users: { admin: 'boss', stranger: 'guest' }, asInstalled: true });
    await writeFile(join(directory, 'eventstoredb-admin'), 'boss\n');
  });
  afterAll(async () => {
    await server.stop();
    await rm(directory, { recursive: true });
  });

  it('was open to everybody whom it knew, but for $all', async () => {
    const stranger = storeOf('stranger', 'guest');
    expect(await stranger.append('before', [happened('x')], 0)).toHaveLength(1);
    await expect(stranger.extent(START)).rejects.toMatchObject({ kind: 'unavailable', cause: { message: expect.stringContaining('PERMISSION_DENIED') } });
    await stranger.close();
  });

  it('is written to, read and followed by its service', async () => {
    await given('first');
    const store = storeOf(SERVICE, 'first');
    const [event] = await store.append('a-1', [happened('x')], 0);
    expect(await store.read('a-1')).toEqual([event]);
    expect((await store.extent(START)).isWithin(event?.position ?? START)).toBe(true);
    await store.close();
  });

  it('lets nobody else in, however much is said', async () => {
    const stranger = storeOf('stranger', 'guest');
    for (const asked of [
      stranger.append('b-1', Array.from({ length: 50 }, () => happened('x', { text: TEXT })), 0), stranger.read('a-1'), stranger.extent(START),
    ]) await expect(asked).rejects.toMatchObject({ kind: 'unavailable', cause: refused });
    await stranger.close();
  });

  it('leaves its rules and metadata to the administrator', async () => {
    const service = clientOf(SERVICE, 'first');
    await expect(service.appendToStream('$settings', jsonEvent({ type: 'mine', data: {} }))).rejects.toMatchObject(refused);
    for (const stream of ['$all', `${SERVICE}.a-1`]) await expect(service.setStreamMetadata(stream, { maxCount: 1 })).rejects.toMatchObject(refused);
    await service.dispose();
  });

  it('is given again, with another password', async () => {
    await given('first');
    await given('second');
    await expect(storeOf(SERVICE, 'first').read('a-1')).rejects.toMatchObject({ cause: { message: expect.stringContaining('UNAUTHENTICATED') } });
    expect(await storeOf(SERVICE, 'second').read('a-1')).toHaveLength(1);
  });
});
