import type { Documents } from '#persistence';

/** The same documents for somebody whose next commit is under way for as long as it takes, as in a process that is stopped. */
export const heldUp = (documents: Documents): { readonly documents: Documents; readonly stopped: () => boolean; readonly goOn: () => void } => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let stopped = false;
  const commit: Documents['commit'] = async (writes) => {
    stopped = true;
    await promise;
    await documents.commit(writes);
  };
  return { documents: Object.assign(Object.create(documents) as Documents, { commit }), stopped: () => stopped, goOn: () => { resolve(undefined); } };
};
