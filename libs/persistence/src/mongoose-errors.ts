import { mongo } from 'mongoose';
import { DocumentsUnavailable, NotAsExpected, UniqueViolation, type CollectionDefinition, type Document } from './documents.js';
import { uniqueNameOf } from './mongoose-indexes.js';

const DUPLICATE_KEY = 11_000;

export const isDuplicate = (error: unknown): error is mongo.MongoServerError =>
  error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;

/** The driver gave up a connection, which it tells by a label only when it noticed in time; a bulk of writes hides its kind. */
export const isCutOff = (error: unknown): boolean =>
  error instanceof mongo.MongoNetworkError || (error instanceof mongo.MongoBulkWriteError && error.code === undefined);

/** Answers of the engine, by its own names, that ask nothing else of us than to wait. */
const CODES = {
  'nobody is reached': { HostUnreachable: 6, HostNotFound: 7, NetworkTimeout: 89, SocketException: 9_001 },
  'the primary changes or goes': {
    ShutdownInProgress: 91, FailedToSatisfyReadPreference: 133, ReadConcernMajorityNotAvailableYet: 134, PrimarySteppedDown: 189, ExceededTimeLimit: 262,
    NotWritablePrimary: 10_107, InterruptedAtShutdown: 11_600, InterruptedDueToReplStateChange: 11_602, NotPrimaryNoSecondaryOk: 13_435, NotPrimaryOrSecondary: 13_436,
  },
  'no majority acknowledged': { WriteConcernTimeout: 64, UnsatisfiableWriteConcern: 100 },
  'this service is not let in any more': { Unauthorized: 13, AuthenticationFailed: 18, ReauthenticationRequired: 391 },
};
const PASSING: readonly unknown[] = Object.values(CODES).flatMap((codes) => Object.values(codes));
const LABELS = ['RetryableWriteError', 'TransientTransactionError', 'UnknownTransactionCommitResult', 'SystemOverloadedError'];

const isPassing = (error: unknown): boolean =>
  error instanceof mongo.MongoError && (PASSING.includes(error.code) || LABELS.some((label) => error.hasErrorLabel(label)));

/** Answers, or tells that nobody does: what the driver and a transaction have asked again in vain. */
export const reached = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
  try {
    return await answer;
  } catch (error) {
    throw isCutOff(error) || isPassing(error) || error instanceof mongo.MongoServerSelectionError ? new DocumentsUnavailable(error) : error;
  }
};

/** The same refusal from every adapter; any other error as it is. The engine names the index in its message alone. */
export const refusalOf = (error: unknown, { name, indexes }: CollectionDefinition<Document>): unknown => {
  if (!isDuplicate(error)) return error;
  const broken = / index: (\S+) /.exec(error.message)?.[1];
  const index = indexes.find((one) => uniqueNameOf(one) === broken);
  return index ? new UniqueViolation(name, index.fields) : new NotAsExpected(name);
};
