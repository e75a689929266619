import type { Secured } from '../../test/stand-in/access.js';

export type ProvidedServer = { readonly url: string; readonly stop: () => Promise<void> };

const LARGEST_APPEND = 8 * 1024 * 1024;

/** The server that EVENTSTOREDB_URL names, which nobody here may stop, or else a stand-in of it in this process. */
export const provideEventStoreDb = async (url = process.env['EVENTSTOREDB_URL']): Promise<ProvidedServer> => {
  return url ? { url, stop: () => Promise.resolve() } : provideStandIn();
};

/** A stand-in of EventStoreDB in this process, over TLS and for its users alone when they are given. */
export const provideStandIn = async (secured?: Secured): Promise<ProvidedServer> => {
  const { EventStoreStandIn } = await import('../../test/stand-in/event-store-stand-in.js');
  const standIn = await EventStoreStandIn.start({ maxAppendSize: LARGEST_APPEND, ...(secured ? { secured } : {}) });
  return { url: standIn.connectionString, stop: () => standIn.down() };
};

/** Keeps what it acknowledged: connections that are cut, or all of it that is killed, come back where they were. */
export type KillableServer = ProvidedServer & { readonly cut: () => void; readonly kill: () => Promise<void>; readonly back: () => Promise<void> };

/** A stand-in of its own, whatever the environment names: nobody may kill that one. */
export const startEventStoreDb = async (file: string): Promise<KillableServer> => {
  const { EventStoreStandIn } = await import('../../test/stand-in/event-store-stand-in.js');
  const standIn = await EventStoreStandIn.start({ file, maxAppendSize: LARGEST_APPEND });
  return {
    url: standIn.connectionString, stop: () => standIn.down(),
    cut: () => { standIn.cut(); }, kill: () => standIn.down(), back: () => standIn.up(),
  };
};
