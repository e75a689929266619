import type { AnyBulkWriteOperation, ClientSession, Connection } from 'mongoose';
import type { CollectionDefinition, Document, Write } from './documents.js';
import { refusalOf } from './mongoose-errors.js';
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

  /** @throws UniqueViolation */
  async write(writes: readonly Write[], session?: ClientSession): Promise<void> {
    const model = await this.opened();
    try {
      await model.bulkWrite(writes.map(operationOf), { ordered: true, skipValidation: true, ...(session ? { session } : {}) });
    } catch (error) {
      throw refusalOf(error, this.definition);
    }
  }

  async clear(): Promise<void> {
    await (await this.opened()).deleteMany({});
  }
}

const operationOf = (write: Write): AnyBulkWriteOperation<StoredRecord> => {
  if ('remove' in write) return { deleteOne: { filter: { _id: { $eq: write.remove } } } };
  const record = recordOf(write.put);
  return write.expect === 'absent'
    ? { insertOne: { document: record } }
    : { replaceOne: { filter: { _id: { $eq: record._id } }, replacement: record, upsert: true } };
};
