import { createConnection, type Connection } from 'mongoose';

/** A replica set, and the database on it that one service alone uses. */
export type MongoAddress = { readonly url: string; readonly database: string };

/** How long an answer waits for a connection, or for a primary to be found again, before it fails. */
const PATIENCE_MILLIS = 5_000;

/**
 * What was answered is on disk at a majority, and what is read was: a change of primary undoes nothing that anybody
 * has seen, and a service reads its own writes.
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
    writeConcern: { w: 'majority', journal: true },
  }).asPromise();
