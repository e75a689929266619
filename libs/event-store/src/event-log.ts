/** An event as the embedded stores write it: `data` and `metadata` are JSON. */
export type EventRow = {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
};

/** Versions between two bounds, both excluded. */
export type Versions = { readonly above: number; readonly below: number; readonly backwards: boolean; readonly limit: number };

/** Where an embedded store keeps its rows; every call but `commit` answers at once. */
export abstract class EventLog {
  /** 0 when there is nothing. */
  abstract lastPosition(): number;
  /** 0 when the stream does not exist. */
  abstract versionOf(stream: string): number;
  abstract versions(stream: string, versions: Versions): readonly EventRow[];
  abstract after(position: number): Iterable<EventRow>;
  /** Only inside `commit`. @throws EventIdTaken */
  abstract insert(row: Omit<EventRow, 'position'>): number;
  /** Runs `write`, which inserts `count` rows, and answers once it is durable; when it throws, nothing of it is kept. */
  abstract commit<T>(write: () => T, count: number): Promise<T>;
  /** Finishes what waits for its commit. */
  abstract close(): Promise<void>;
}

/** Another event already has this id; ids are unique in a store, whatever the stream. */
export class EventIdTaken extends Error {
  override readonly name = 'EventIdTaken';
  constructor(readonly stream: string, readonly eventId: string) {
    super(`event id ${eventId}, meant for ${stream}, belongs to another event`);
  }
}
