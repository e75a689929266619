import type { DomainEvent, Recorded, StoredEvent } from './event.js';

type Upcast = (data: never) => unknown;
type Entry = { readonly version: 1 } | { readonly version: number; readonly upcast: Readonly<Record<number, Upcast>> };

/** Every event type of a stream family with its current schema version and one pure step per older version. */
export type EventCatalogue<Event extends DomainEvent<string, unknown>> = {
  readonly entries: Readonly<Record<Event['type'], Entry>>;
  versionOf(type: Event['type']): number;
  knows(type: string): type is Event['type'];
  /** @throws UnknownEvent for a type or a newer version this build cannot read: the reader must stop, not guess. */
  decode(stored: StoredEvent): Recorded<Event>;
};

export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
  constructor(type: string, version: number) {
    super(`event ${type} version ${String(version)} is not known to this build`);
  }
}

export const eventCatalogue = <Event extends DomainEvent<string, unknown>>(
  entries: Readonly<Record<Event['type'], Entry>>,
): EventCatalogue<Event> => {
  const known = new Map<string, Entry>(Object.entries(entries));
  return {
    entries,
    versionOf: (type) => entries[type].version,
    knows: (type): type is Event['type'] => known.has(type),
    decode(stored) {
      const entry = known.get(stored.type);
      const { schemaVersion } = stored.metadata;
      if (!entry || schemaVersion > entry.version) throw new UnknownEvent(stored.type, schemaVersion);
      return { ...stored, data: upcast(entry, schemaVersion, stored) } as unknown as Recorded<Event>;
    },
  };
};

const upcast = (entry: Entry, from: number, stored: StoredEvent): unknown => {
  let data: unknown = stored.data;
  for (let version = from; version < entry.version; version += 1) {
    const step = 'upcast' in entry ? entry.upcast[version] : undefined;
    if (!step) throw new UnknownEvent(stored.type, version);
    data = step(data as never);
  }
  return data;
};
