/**
 * Which telling of the ledger this is. It names the follower, and so its position, and all that is told: another one, where
 * the documents come to look otherwise, is told from the beginning beside the one before, into which an older build may still write.
 */
export const TRAIL = 'trail-9';

/** What a collection of it is called. */
export const inTrail = (part: string): string => `${TRAIL}-${part}`;
