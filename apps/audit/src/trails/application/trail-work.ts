import { followerPositions, following, type ServiceInfrastructure, type Work } from '#hosting';
import { LEDGER } from '../../ledger/domain/ledger-entry.js';
import { trailCollections, type TrailDocuments } from './trail-documents.js';

/** Name of the follower, and so of its position. Another one, where the documents come to look otherwise, has them told anew. */
export const TRAIL = 'trail-5';

/** Follows the ledger and tells it as histories, from the beginning where no position is kept; `projected` says up to which index. */
export const trailWork = ({ store, documents, logger }: ServiceInfrastructure, trail: TrailDocuments, projected: (index: number) => void = () => undefined): Work => {
  const positions = documents.collection(followerPositions);
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
      if (!(await positions.get(TRAIL))) for (const collection of trailCollections) await documents.clear(collection);
      await work.start();
    },
  };
};
