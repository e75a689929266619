import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { START } from '#kernel';
import { makeCertificates, type Certificates } from '../../../tools/engines/certificates.mjs';
import { eventually, onAStandIn } from '../test/on-a-stand-in.js';
import type { EventStoreStandIn } from '../test/stand-in/event-store-stand-in.js';
import { followed } from './testing/followed.js';
import { several } from './testing/happened.js';

const { another, instance } = onAStandIn();
const reasonsOf = (error: unknown): string => (error instanceof Error ? `${error.message} ${reasonsOf(error.cause)}` : '');

describe('a store over TLS, for its user alone', () => {
  let directory: string;
  let ours: Certificates;
  let theirs: Certificates;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'store-security-'));
    ours = await makeCertificates(join(directory, 'ours'));
    theirs = await makeCertificates(join(directory, 'theirs'));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const secured = (): Promise<EventStoreStandIn> => another({ secured: { ...ours, users: { 'access-delegation': 'a secret: of 2/2' } } });
  const address = ({ address: { port } }: EventStoreStandIn, password: string, authority: string): string =>
    `esdb://access-delegation:${encodeURIComponent(password)}@localhost:${String(port)}?tls=true&tlsCAFile=${encodeURIComponent(authority)}`;

  it('is written to, read and followed', async () => {
    const store = instance({ connectionString: address(await secured(), 'a secret: of 2/2', ours.authority) });
    await store.append('a-1', several(2), 0);
    const follower = followed(store);
    await follower.until(() => follower.events().length === 2);
    await follower.subscription.stop();
    expect(await store.caughtUp(follower.batches.at(-1)?.position ?? START)).toBe(true);
  });

  it('is unavailable with a wrong password, at once, and says so', async () => {
    const failures: unknown[] = [];
    const store = instance({ connectionString: address(await secured(), 'another', ours.authority), onFailure: (error) => { failures.push(error); } });
    const refused = { kind: 'unavailable', code: 'event-store-unavailable', cause: { type: 'access-denied', message: expect.stringContaining('UNAUTHENTICATED') } };
    await expect(store.append('a-1', several(1), 0)).rejects.toMatchObject(refused);
    await expect(store.read('a-1')).rejects.toMatchObject(refused);
    await expect(store.extent(START)).rejects.toMatchObject(refused);
    expect(await store.caughtUp(START)).toBe(false);
    const follower = followed(store);
    await eventually(() => failures.length > 1);
    await follower.subscription.stop();
    expect(failures).toEqual(failures.map(() => expect.objectContaining({ type: 'access-denied' })));
  });

  it('goes on without a restart once the password is right again', async () => {
    const users = { 'access-delegation': 'a secret: of 2/2' };
    const store = instance({ connectionString: address(await another({ secured: { ...ours, users } }), 'a secret: of 2/2', ours.authority) });
    await store.append('a-1', several(1), 0);
    const follower = followed(store);
    await follower.until(() => follower.events().length === 1);
    users['access-delegation'] = 'changed';
    await expect(store.append('a-1', several(1), 1)).rejects.toMatchObject({ kind: 'unavailable' });
    users['access-delegation'] = 'a secret: of 2/2';
    await store.append('a-1', several(1), 1);
    await follower.until(() => follower.events().length === 2);
    await follower.subscription.stop();
  });

  it('is not talked to when an unknown authority vouches for it: following says why and tries again', async () => {
    const failures: unknown[] = [];
    const store = instance({ connectionString: address(await secured(), 'a secret: of 2/2', theirs.authority), onFailure: (error) => { failures.push(error); } });
    await expect(store.append('a-1', several(1), 0)).rejects.toMatchObject({ kind: 'unavailable', cause: { message: expect.stringContaining('certificate') } });
    const follower = followed(store);
    await eventually(() => failures.length > 1);
    expect(await store.caughtUp(START)).toBe(false);
    await follower.subscription.stop();
    expect(failures.map((error) => reasonsOf(error))).toEqual(failures.map(() => expect.stringContaining('certificate')));
  });
});
