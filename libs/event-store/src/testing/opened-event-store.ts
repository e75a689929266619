import type { EventStore, ScriptedClock } from '#kernel';

/** An empty store stamped by `clock`; `reopen` closes it and opens the same data again, where data outlive a store. */
export type OpenedEventStore = { readonly store: EventStore; readonly clock: ScriptedClock; readonly reopen?: () => Promise<EventStore> };
export type InUse = () => OpenedEventStore;
