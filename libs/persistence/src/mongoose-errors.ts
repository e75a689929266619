import { mongo } from 'mongoose';
import { DocumentsUnavailable, NotAsExpected, UniqueViolation, type CollectionDefinition, type Document } from './documents.js';
import { uniqueNameOf } from './mongoose-indexes.js';

const DUPLICATE_KEY = 11_000;

export const isDuplicate = (error: unknown): error is mongo.MongoServerError =>
  error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;

/** The driver gave up a connection, which it tells by a label only when it noticed in time; a bulk of writes hides its kind. */
export const isCutOff = (error: unknown): boolean =>
  error instanceof mongo.MongoNetworkError || (error instanceof mongo.MongoBulkWriteError && error.code === undefined);

/** Answers, or tells that nobody does. */
export const reached = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
  try {
    return await answer;
  } catch (error) {
    throw isCutOff(error) || error instanceof mongo.MongoServerSelectionError ? new DocumentsUnavailable(error) : error;
  }
};

/** The same refusal from every adapter; any other error as it is. The engine names the index in its message alone. */
export const refusalOf = (error: unknown, { name, indexes }: CollectionDefinition<Document>): unknown => {
  if (!isDuplicate(error)) return error;
  const broken = / index: (\S+) /.exec(error.message)?.[1];
  const index = indexes.find((one) => uniqueNameOf(one) === broken);
  return index ? new UniqueViolation(name, index.fields) : new NotAsExpected(name);
};
