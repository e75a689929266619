import { DomainError, type JsonObject } from '#kernel';

/** A document of a collection. JSON only; `id` is unique in its collection. */
export type Document = { readonly id: string } & JsonObject;

/** Fields of a real index, in order. Values are strings, numbers, booleans or null at the top level of the document. */
export type IndexDefinition<Doc> = { readonly fields: readonly (keyof Doc & string)[]; readonly unique?: boolean };

export type CollectionDefinition<Doc extends Document> = {
  readonly name: string;
  readonly indexes: readonly IndexDefinition<Doc>[];
};

export type Scalar = string | number | boolean | null;

/**
 * A page of documents in the order of one declared index: `where` fixes its leading fields, `range` bounds the next one
 * (`from` included, `until` excluded), the rest and the id order the answer. No index: refused, never a scan.
 */
export type Query<Doc> = {
  readonly where?: { readonly [F in keyof Doc & string]?: Scalar };
  readonly range?: { readonly field: keyof Doc & string; readonly from?: Scalar; readonly until?: Scalar };
  readonly orderBy?: readonly (keyof Doc & string)[];
  readonly descending?: boolean;
  /** `next` of the page before; stays exact when documents before it come or go. */
  readonly after?: string;
  readonly limit: number;
};

export type Page<Doc> = { readonly items: readonly Doc[]; readonly next?: string };

/** @throws DocumentsUnavailable, whatever is asked */
export abstract class Collection<Doc extends Document> {
  abstract readonly definition: CollectionDefinition<Doc>;
  abstract get(id: string): Promise<Doc | undefined>;
  abstract getMany(ids: readonly string[]): Promise<readonly Doc[]>;
  /** @throws NoSuchIndex when no declared index serves the query. */
  abstract find(query: Query<Doc>): Promise<Page<Doc>>;
  abstract count(where?: Query<Doc>['where']): Promise<number>;
}

/** Values (null: none) that a document must have at its top level. */
export type ExpectedValues<Doc> = { readonly [F in keyof Doc & string]?: Scalar };

/** What must stand under the id of a put: nothing, or a document with these values. */
export type Expected<Doc> = 'absent' | ExpectedValues<Doc>;

/** One change. With `expect`, nothing of the commit is written unless it holds at that moment. */
export type Write =
  | { readonly collection: string; readonly put: Document; readonly expect?: Expected<Document> }
  | { readonly collection: string; readonly remove: string; readonly expect?: ExpectedValues<Document> };

/** The documents of one service: collections with real indexes, and writes that span them atomically. */
export abstract class Documents {
  /** Creates the collection and its indexes where they are missing. */
  abstract collection<Doc extends Document>(definition: CollectionDefinition<Doc>): Collection<Doc>;
  /** All or nothing, durable when it resolves. @throws UniqueViolation, NotAsExpected, DocumentsUnavailable */
  abstract commit(writes: readonly Write[]): Promise<void>;
  /** Removes every document of a collection (a rebuild begins so). */
  abstract clear(collection: string): Promise<void>;
  abstract close(): Promise<void>;
}

export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation';
  constructor(readonly collection: string, readonly fields: readonly string[]) {
    super(`another document of ${collection} has the same ${fields.join(', ')}`);
  }
}

/** Somebody else wrote meanwhile: read again, decide again. */
export class NotAsExpected extends Error {
  override readonly name = 'NotAsExpected';
  constructor(readonly collection: string) {
    super(`a document of ${collection} is not as it was expected`);
  }
}

/** The documents cannot be reached: whether a commit was kept is not known. */
export class DocumentsUnavailable extends DomainError<'documents-unavailable'> {
  constructor(override readonly cause: unknown) {
    super('unavailable', 'documents-unavailable', 'What is kept cannot be reached now; ask again.');
  }
}

export class NoSuchIndex extends Error {
  override readonly name = 'NoSuchIndex';
  constructor(collection: string, query: unknown) {
    super(`no index of ${collection} serves ${JSON.stringify(query)}`);
  }
}

/** A cursor that no page of this query gave out. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
  constructor(collection: string) {
    super(`not a cursor of a query on ${collection}`);
  }
}

/** A write, or a clearing, of a collection that nobody has asked for in this process. */
export class UnknownCollection extends Error {
  override readonly name = 'UnknownCollection';
  constructor(collection: string) {
    super(`no collection ${collection}`);
  }
}

/** Asked for after `close()`. */
export class StorageClosed extends Error {
  override readonly name = 'StorageClosed';
  constructor() {
    super('the storage is closed');
  }
}
