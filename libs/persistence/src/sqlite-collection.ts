import type { StatementSync } from 'node:sqlite';
import { cursorAt, keysOf } from './cursor.js';
import { Collection, DocumentsUnavailable, type CollectionDefinition, type Document, type Page, type Query } from './documents.js';
import { planOf } from './query-plan.js';
import { reached } from './sqlite-errors.js';
import { counting, selects } from './sqlite-select.js';
import type { Statements } from './sqlite-statements.js';

type Row = { readonly document: string };

/** Reads of one table; each is an index search. */
export class SqliteCollection<Doc extends Document> extends Collection<Doc> {
  constructor(readonly definition: CollectionDefinition<Doc>, private readonly statements: Statements) {
    super();
  }

  async get(id: string): Promise<Doc | undefined> {
    return this.byId(id);
  }

  async getMany(ids: readonly string[]): Promise<readonly Doc[]> {
    return ids.flatMap((id) => this.byId(id) ?? []);
  }

  async find(query: Query<Doc>): Promise<Page<Doc>> {
    const { name } = this.definition;
    const plan = planOf(this.definition, query);
    const after = query.after === undefined ? undefined : keysOf(query.after, plan.keys, name);
    const found: Doc[] = [];
    for (const { sql, values } of selects(name, plan, query.range, after, query.descending ?? false)) {
      const wanted = query.limit + 1 - found.length;
      if (wanted <= 0) break;
      const rows = this.ask(sql, (statement) => statement.all(...values, wanted) as Row[]);
      found.push(...rows.map((row) => this.parsed(row)));
    }
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return found.length > query.limit && last ? { items, next: cursorAt(last, plan.keys) } : { items };
  }

  async count(where: Query<Doc>['where'] = {}): Promise<number> {
    const { sql, values } = counting(this.definition.name, planOf(this.definition, { where }));
    return this.ask(sql, (statement) => statement.get(...values) as { number: number }).number;
  }

  private byId(id: string): Doc | undefined {
    const row = this.ask(`SELECT document FROM "${this.definition.name}" WHERE id = ?`, (statement) => statement.get(id) as Row | undefined);
    return row && this.parsed(row);
  }

  private ask<Answer>(sql: string, of: (statement: StatementSync) => Answer): Answer {
    return reached(DocumentsUnavailable, () => of(this.statements.of(sql)));
  }

  private parsed({ document }: Row): Doc {
    return JSON.parse(document) as Doc;
  }
}
