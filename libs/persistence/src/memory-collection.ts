import { cursorAt, keysOf, valueOf, type Keys } from './cursor.js';
import { Collection, type CollectionDefinition, type Document, type Page, type Query } from './documents.js';
import type { MemoryTable } from './memory-table.js';
import { planOf, type Plan } from './query-plan.js';
import { compareScalars } from './scalar-order.js';

/** Reads of one collection in memory: refuses what no declared index would serve, then filters and sorts. */
export class MemoryCollection<Doc extends Document> extends Collection<Doc> {
  constructor(readonly definition: CollectionDefinition<Doc>, private readonly table: () => MemoryTable) {
    super();
  }

  async get(id: string): Promise<Doc | undefined> {
    return this.table().get(id) as Doc | undefined;
  }

  async getMany(ids: readonly string[]): Promise<readonly Doc[]> {
    return ids.flatMap((id) => this.table().get(id) ?? []) as unknown as Doc[];
  }

  async find(query: Query<Doc>): Promise<Page<Doc>> {
    const plan = planOf(this.definition, query);
    const direction = query.descending === true ? -1 : 1;
    const after = query.after === undefined ? undefined : keysOf(query.after, plan.keys, this.definition.name);
    const found = this.fixed(plan)
      .filter((document) => inRange(document, query.range))
      .map((document) => ({ document, keys: plan.keys.map((field) => valueOf(document, field)) }))
      .filter(({ keys }) => !after || compareKeys(keys, after) * direction > 0)
      .sort((a, b) => compareKeys(a.keys, b.keys) * direction)
      .map(({ document }) => document);
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return found.length > query.limit && last ? { items, next: cursorAt(last, plan.keys) } : { items };
  }

  async count(where: Query<Doc>['where'] = {}): Promise<number> {
    return this.fixed(planOf(this.definition, { where })).length;
  }

  private fixed({ fixed }: Plan): readonly Doc[] {
    const fits = (document: Document): boolean => fixed.every(([field, value]) => compareScalars(valueOf(document, field), value) === 0);
    return this.table().all().filter(fits) as unknown as Doc[];
  }
}

/** A null is in no range, as a value or as a bound. */
const inRange = (document: Document, range: Query<Document>['range']): boolean => {
  if (!range) return true;
  const { field, from, until } = range;
  const value = valueOf(document, field);
  if (from === undefined && until === undefined) return true;
  if (value === null || from === null || until === null) return false;
  return (from === undefined || compareScalars(value, from) >= 0) && (until === undefined || compareScalars(value, until) < 0);
};

const compareKeys = (a: Keys, b: Keys): number =>
  a.map((value, index) => compareScalars(value, b[index] ?? null)).find((order) => order !== 0) ?? 0;
