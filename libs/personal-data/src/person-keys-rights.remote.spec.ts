import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect, MongooseDocuments } from '#persistence/mongoose';
import { startMongo, type StartedMongoServer } from '../../../tools/engines/mongodb.mjs';
import { DocumentPersonKeys } from './document-person-keys.js';

jest.setTimeout(60_000);

const PRINCIPALS = fileURLToPath(new URL('../../../deploy/mongodb/principals.js', import.meta.url));
const DATABASE = 'person-keys';
const SERVICE = 'access-delegation';
const ERASER = 'identity';

describe('person keys of a service with the rights that the installation gives it', () => {
  let directory: string;
  let server: StartedMongoServer;
  const opened: DocumentPersonKeys[] = [];
  const master = randomBytes(32);
  const keysOf = async (user: string): Promise<DocumentPersonKeys> => {
    const url = server.url.replace('://', `://${user}:secret@`);
    const keys = await DocumentPersonKeys.open(await MongooseDocuments.open({ url: `${url}?authSource=${DATABASE}`, database: DATABASE }), master);
    opened.push(keys);
    return keys;
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'person-keys-'));
    const actions = (/actions: \[(.*)\]/.exec(await readFile(PRINCIPALS, 'utf8'))?.[1] ?? '').split(', ').map((action) => action.slice(1, -1));
    const open = await startMongo({ directory });
    const connection = await connect({ url: open.url, database: DATABASE });
    const privileges = [{ resource: { db: DATABASE, collection: '' }, actions }];
    await connection.db?.command({ createRole: 'keeper', privileges, roles: [] });
    await connection.db?.command({ createUser: SERVICE, pwd: 'secret', roles: [{ role: 'keeper', db: DATABASE }] });
    await connection.db?.command({ createUser: ERASER, pwd: 'secret', roles: [{ role: 'readWrite', db: DATABASE }] });
    await connection.close();
    await open.stop();
    server = await startMongo({ directory, port: open.port, authenticated: true });
  });
  afterAll(async () => {
    await Promise.all(opened.map((keys) => keys.close()));
    await server.stop();
    await rm(directory, { recursive: true });
  });

  it('are made in an empty database, found again, and the same for all that ask', async () => {
    const [one, other] = [await keysOf(SERVICE), await keysOf(SERVICE)];
    expect(await one.keyOf('p1')).toEqual(await other.keyOf('p1'));
  });

  it('are destroyed by whoever may erase, never by this service', async () => {
    const [service, eraser] = [await keysOf(SERVICE), await keysOf(ERASER)];
    const key = await service.keyOf('p2');
    await expect(service.drop('p2')).rejects.toMatchObject({ kind: 'unavailable', cause: { message: expect.stringContaining('not authorized') } });
    await expect(service.drop('p3')).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await eraser.keyOf('p2')).toEqual(key);
    await eraser.drop('p2');
    await expect(service.keyOf('p2')).rejects.toThrow('were erased');
  });
});
