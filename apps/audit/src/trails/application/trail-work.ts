import { following, type ServiceInfrastructure, type Work } from '#hosting';
import { LEDGER } from '../../ledger/domain/ledger-entry.js';
import type { TrailDocuments } from './trail-documents.js';
import { clearCut } from './trail-clearing.js';
import { TRAIL } from './trail-generation.js';

/**
 * Follows the ledger and tells it as histories, from the beginning where no position is kept; `projected` says up to which index.
 * Nothing is cleared then: another instance, whose turn it is by now, may be telling into the same collections.
 */
export const trailWork = ({ store, documents, logger }: ServiceInfrastructure, trail: TrailDocuments, projected: (index: number) => void = () => undefined): Work => {
  const work = following({
    name: TRAIL, store, documents, logger,
    async handle(events, unit) {
      await trail.project(events, unit);
      const last = events.findLast(({ stream }) => stream === LEDGER);
      if (last) projected(last.version);
    },
  });
  return {
    ...work,
    async start() {
      await clearCut(documents);
      await work.start();
    },
  };
};
