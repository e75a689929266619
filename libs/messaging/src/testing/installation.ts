import type { Documents } from '#persistence';
import type { FactLog } from '../fact-log.js';

/** A log and the documents of one service, as they stand on disk or in memory. */
export type Installation = {
  readonly log: FactLog;
  readonly documents: Documents;
  /** Closes both and opens them again on the same data. */
  restart(): Promise<Installation>;
  close(): Promise<void>;
};

export type Install = () => Promise<Installation>;
