import { describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { DocumentsUnavailable, NotAsExpected } from './documents.js';
import { reached } from './mongoose-errors.js';

const { MongoBulkWriteError, MongoNetworkError, MongoServerError, MongoServerSelectionError, MongoWriteConcernError } = mongo;
const written = {} as mongo.BulkWriteResult;
const told = (code: number, errorLabels: string[] = []): mongo.MongoServerError => new MongoServerError({ message: `code ${String(code)}`, code, errorLabels });
const answerTo = (error: unknown): Promise<unknown> => reached(Promise.reject(error as Error)).catch((thrown: unknown) => thrown);

describe('documents that cannot be reached', () => {
  it.each([
    ['HostUnreachable', 6], ['HostNotFound', 7], ['NetworkTimeout', 89], ['ShutdownInProgress', 91], ['FailedToSatisfyReadPreference', 133],
    ['ReadConcernMajorityNotAvailableYet', 134], ['PrimarySteppedDown', 189], ['ExceededTimeLimit', 262], ['SocketException', 9_001],
    ['NotWritablePrimary', 10_107], ['InterruptedAtShutdown', 11_600], ['InterruptedDueToReplStateChange', 11_602],
    ['NotPrimaryNoSecondaryOk', 13_435], ['NotPrimaryOrSecondary', 13_436],
  ])('are told from a fault while the server changes its state: %s, read or written', async (_, code) => {
    for (const error of [told(code), new MongoBulkWriteError(told(code), written)]) {
      expect(await answerTo(error)).toBeInstanceOf(DocumentsUnavailable);
      expect(await answerTo(error)).toMatchObject({ kind: 'unavailable', cause: error });
    }
  });

  it.each([['WriteConcernTimeout', 64], ['UnsatisfiableWriteConcern', 100], ['PrimarySteppedDown', 189]])(
    'are those of a write that no majority has acknowledged: %s', async (_, code) => {
      const writeConcernError = { code, errmsg: 'waiting for replication failed' };
      expect(await answerTo(new MongoWriteConcernError({ ok: 1, writeConcernError }))).toBeInstanceOf(DocumentsUnavailable);
      expect(await answerTo(new MongoBulkWriteError({ message: writeConcernError.errmsg, code, writeErrors: [] }, written))).toBeInstanceOf(DocumentsUnavailable);
    },
  );

  it.each(['RetryableWriteError', 'TransientTransactionError', 'UnknownTransactionCommitResult', 'SystemOverloadedError'])(
    'are those that the engine itself calls passing after all was tried: %s', async (label) => {
      expect(await answerTo(told(112, [label]))).toBeInstanceOf(DocumentsUnavailable);
    },
  );

  it.each([['Unauthorized', 13], ['AuthenticationFailed', 18], ['ReauthenticationRequired', 391]])(
    'are those of an engine that no longer lets this service in, until somebody mends it: %s', async (_, code) => {
      expect(await answerTo(told(code))).toBeInstanceOf(DocumentsUnavailable);
    },
  );

  it('are those behind a broken connection, or with no primary', async () => {
    const broken = new MongoNetworkError('connection closed');
    for (const error of [broken, new MongoBulkWriteError(broken, written), new MongoServerSelectionError('no primary', {} as mongo.TopologyDescription)]) {
      expect(await answerTo(error)).toBeInstanceOf(DocumentsUnavailable);
    }
  });

  it.each([['BadValue', 2], ['DocumentValidationFailure', 121], ['DuplicateKey', 11_000], ['BSONObjectTooLarge', 10_334]])(
    'are not those of a request that would fail again: %s', async (_, code) => {
      for (const error of [told(code), new MongoBulkWriteError(told(code), written)]) expect(await answerTo(error)).toBe(error);
    },
  );

  it('are not told when something else is the answer', async () => {
    const refusal = new NotAsExpected('tasks');
    expect(await answerTo(refusal)).toBe(refusal);
    expect(await reached(Promise.resolve(1))).toBe(1);
  });
});
