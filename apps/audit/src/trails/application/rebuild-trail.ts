import type { ServiceInfrastructure } from '#hosting';
import { LEDGER } from '../../ledger/domain/ledger-entry.js';
import { clearTrail } from './trail-clearing.js';
import { TrailDocuments } from './trail-documents.js';
import { trailWork } from './trail-work.js';

export type RebuildProgress = { readonly projected: number; readonly total: number };

/**
 * Tells the trail anew from the ledger. For a service that does not run: until it is done the old trail is gone. Cut in
 * the middle, it goes on at the next start of the service.
 */
export const rebuildTrail = async (infrastructure: ServiceInfrastructure, onProgress: (progress: RebuildProgress) => void): Promise<void> => {
  const { store, documents } = infrastructure;
  const [head] = await store.read(LEDGER, { backwards: true, limit: 1 });
  const total = head?.version ?? 0;
  const work = trailWork(infrastructure, new TrailDocuments(documents), (projected) => { onProgress({ projected, total }); });
  await clearTrail(documents);
  await work.start();
  try {
    await work.caughtUp();
  } finally {
    await work.stop();
  }
};
