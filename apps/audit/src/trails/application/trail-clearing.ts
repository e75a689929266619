import { followerPositions } from '#hosting';
import { START } from '#kernel';
import type { Documents } from '#persistence';
import { trailCollections } from './trail-documents.js';
import { TRAIL } from './trail-generation.js';

/** Stands in place of the position from when an operator wants the trail told anew until what was told is gone. */
const CLEARING = `${TRAIL}-clearing`;

/** For a service that does not run. Cut in the middle, it is completed at the next start. */
export const clearTrail = async (documents: Documents): Promise<void> => {
  const collection = documents.collection(followerPositions).definition.name;
  await documents.commit([{ collection, put: { id: CLEARING, position: START } }, { collection, remove: TRAIL }]);
  await clearCut(documents);
};

export const clearCut = async (documents: Documents): Promise<void> => {
  if (!(await documents.collection(followerPositions).get(CLEARING))) return;
  for (const collection of trailCollections) await documents.clear(collection);
  await documents.commit([{ collection: followerPositions.name, remove: CLEARING }]);
};
