export type ProvidedServer = { readonly url: string; readonly stop: () => Promise<void> };

const LARGEST_APPEND = 8 * 1024 * 1024;

/** The server that EVENTSTOREDB_URL names, which nobody here may stop, or else a stand-in of it in this process. */
export const provideEventStoreDb = async (url = process.env['EVENTSTOREDB_URL']): Promise<ProvidedServer> => {
  if (url) return { url, stop: () => Promise.resolve() };
  const { EventStoreStandIn } = await import('../../test/stand-in/event-store-stand-in.js');
  const standIn = await EventStoreStandIn.start({ maxAppendSize: LARGEST_APPEND });
  return { url: standIn.connectionString, stop: () => standIn.down() };
};
