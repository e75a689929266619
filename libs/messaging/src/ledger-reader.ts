import type { Subscription } from '#kernel';
import { topics as contracts } from '#contracts';
import type { FactLog } from './fact-log.js';
import type { MessageBatch, Offsets } from './message.js';

export type LedgerReading = {
  readonly log: FactLog;
  /** The next offset of each partition, as the caller's own ledger tells. */
  readonly from: Offsets;
  readonly topics?: readonly string[];
  readonly limit?: number;
};

/**
 * Every message of every topic as it was received, whatever its type, heartbeats excepted. The caller keeps messages and
 * offsets; when `keep` rejects, the subscription ends with its error.
 */
export const readAll = ({ log, from, topics = contracts.map(({ topic }) => topic), limit }: LedgerReading, keep: (batch: MessageBatch) => Promise<void>): Subscription =>
  log.follow({ topics, from: async (topic, partition) => from[topic]?.[partition] ?? 0, ...(limit === undefined ? {} : { limit }) }, keep);
