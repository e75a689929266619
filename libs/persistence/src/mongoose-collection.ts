import type { SortOrder } from 'mongoose';
import { cursorAt, keysOf } from './cursor.js';
import { Collection, type CollectionDefinition, type Document, type Page, type Query } from './documents.js';
import { reached } from './mongoose-errors.js';
import { filterOf } from './mongoose-filter.js';
import { listNameOf } from './mongoose-indexes.js';
import { documentOf, pathOf, type RecordModel, type StoredRecord } from './mongoose-record.js';
import { planOf, type Plan } from './query-plan.js';

/** Gives the model once its indexes stand. */
export type Opened = () => Promise<RecordModel>;

/** Reads of one collection; each names the index that serves it, so that none ever becomes a scan. */
export class MongooseCollection<Doc extends Document> extends Collection<Doc> {
  constructor(readonly definition: CollectionDefinition<Doc>, private readonly opened: Opened) {
    super();
  }

  async get(id: string): Promise<Doc | undefined> {
    return (await this.getMany([id]))[0];
  }

  async getMany(ids: readonly string[]): Promise<readonly Doc[]> {
    const model = await this.opened();
    const wanted = ids.map(String);
    const records = await reached(model.find({ _id: { $in: wanted } }).lean<StoredRecord[]>().exec());
    const byId = new Map(records.map((record) => [record._id, record]));
    return wanted.flatMap((id) => byId.get(id) ?? []).map((record) => documentOf(record) as Doc);
  }

  async find(query: Query<Doc>): Promise<Page<Doc>> {
    const { descending = false, limit } = query;
    const plan = planOf(this.definition, query);
    const after = query.after === undefined ? undefined : keysOf(query.after, plan.keys, this.definition.name);
    const filter = filterOf(plan, query.range, after, descending);
    const model = await this.opened();
    const list = model.find(filter).sort(orderOf(plan, descending)).hint(listNameOf(plan.index)).limit(limit + 1).batchSize(limit + 1);
    const found = await reached(list.lean<StoredRecord[]>().exec());
    const items = found.slice(0, limit).map((record) => documentOf(record) as Doc);
    const last = items.at(-1);
    return found.length > limit && last ? { items, next: cursorAt(last, plan.keys) } : { items };
  }

  async count(where: Query<Doc>['where'] = {}): Promise<number> {
    const plan = planOf(this.definition, { where });
    const model = await this.opened();
    return reached(model.countDocuments(filterOf(plan), { hint: listNameOf(plan.index) }).exec());
  }
}

/** The whole index, fixed fields too: whatever part of it is read then stands in the order asked for. */
const orderOf = ({ index }: Plan, descending: boolean): Record<string, SortOrder> =>
  Object.fromEntries(index.map((field) => [pathOf(field), descending ? -1 : 1]));
