import type { AnyBulkWriteOperation, ClientSession, Connection } from 'mongoose';
import { NotAsExpected, type CollectionDefinition, type Document, type ExpectedValues, type Write } from './documents.js';
import { refusalOf } from './mongoose-errors.js';
import { equal, type Condition } from './mongoose-filter.js';
import { ensureIndexes } from './mongoose-indexes.js';
import { recordOf, recordSchema, type RecordModel, type StoredRecord } from './mongoose-record.js';

/** One collection of the database: stands before its first use, and takes writes. */
export class MongooseTable {
  private readonly model: RecordModel;
  private standing: Promise<void> | undefined;

  constructor(connection: Connection, readonly definition: CollectionDefinition<Document>) {
    const { name } = definition;
    if (!/^[A-Za-z][\w.:-]*$/.test(name) || name.startsWith('system.')) throw new TypeError(`not the name of a collection: ${name}`);
    this.model = connection.models[name] as RecordModel | undefined ?? connection.model<StoredRecord>(name, recordSchema, name);
  }

  /** The model once its indexes stand; tried anew after a failure. @throws IndexDiffers */
  async opened(): Promise<RecordModel> {
    this.standing ??= ensureIndexes(this.model, this.definition);
    try {
      await this.standing;
      return this.model;
    } catch (error) {
      this.standing = undefined;
      throw error;
    }
  }

  /** Several writes need a session: what is refused by one is undone by it. @throws UniqueViolation, NotAsExpected */
  async write(writes: readonly Write[], session?: ClientSession): Promise<void> {
    const model = await this.opened();
    const operations = writes.flatMap(operationsOf);
    const done = await model.bulkWrite(operations, { ordered: true, skipValidation: true, ...(session ? { session } : {}) })
      .catch((error: unknown) => { throw refusalOf(error, this.definition); });
    // A change that its filter does not find is no error to the engine.
    const changed = operations.filter((operation) => 'replaceOne' in operation || 'updateOne' in operation).length;
    if (done.matchedCount + done.upsertedCount < changed) throw new NotAsExpected(this.definition.name);
  }

  async clear(): Promise<void> {
    await (await this.opened()).deleteMany({});
  }
}

/** Removing what was expected takes two: the engine counts what a change found, but all removals together. */
const operationsOf = (write: Write): readonly AnyBulkWriteOperation<StoredRecord>[] => {
  const same = { _id: { $eq: 'put' in write ? write.put.id : write.remove } };
  const found = write.expect === undefined || write.expect === 'absent' ? same : { $and: [same, ...valuesOf(write.expect)] };
  if ('remove' in write) return [...(write.expect ? [{ updateOne: { filter: found, update: { $set: { rest: '' } } } }] : []), { deleteOne: { filter: same } }];
  const record = recordOf(write.put);
  if (write.expect === 'absent') return [{ insertOne: { document: record } }];
  return [{ replaceOne: { filter: found, replacement: record, upsert: write.expect === undefined } }];
};

const valuesOf = (expect: ExpectedValues<Document>): readonly Condition[] =>
  Object.entries(expect).flatMap(([field, value]) => (value === undefined ? [] : [equal(field, value)]));
