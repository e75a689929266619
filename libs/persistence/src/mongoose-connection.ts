import { createConnection, type Connection } from 'mongoose';

/** A replica set, and the database on it that one service alone uses. */
export type MongoAddress = { readonly url: string; readonly database: string };

/** How long an answer waits for a connection, or for a primary to be found again, before it fails. */
const PATIENCE_MILLIS = 5_000;

/** On disk at a majority; when none acknowledges for so long, the answer is that nobody knows, and the same again is harmless. */
export const KEPT = { w: 'majority', journal: true, wtimeoutMS: 10_000 } as const;

/**
 * What was answered is on disk at a majority, and what is read was: a change of primary undoes nothing that anybody
 * has seen. A service reads its own writes, but for the moment in which a new primary, before MongoDB 8.0, does not yet know
 * how far the majority had come, and a former one not yet that it is none (ADR 19): whoever then goes on from an older
 * position is refused what he expects, or repeats what is idempotent.
 */
export const connect = ({ url, database }: MongoAddress): Promise<Connection> =>
  createConnection(url, {
    dbName: database,
    appName: 'guichet',
    autoCreate: false,
    autoIndex: false,
    bufferCommands: false,
    connectTimeoutMS: PATIENCE_MILLIS,
    ignoreUndefined: true,
    readConcern: { level: 'majority' },
    readPreference: 'primary',
    retryReads: true,
    retryWrites: true,
    serverSelectionTimeoutMS: PATIENCE_MILLIS,
    writeConcern: KEPT,
  }).asPromise();
