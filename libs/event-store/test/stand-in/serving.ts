import type { Metadata } from '@grpc/grpc-js';
import type { Access } from './access.js';
import type { Log } from './log.js';

/** What answering a call needs of the server. */
export type Serving = {
  readonly log: Log;
  /** Bytes that one append may take. */
  readonly maxAppendSize: number;
  /** Messages of reads and subscriptions that were handed to the transport. */
  sent: number;
  /** Undefined when the connection was cut on command: nobody hears of it. */
  commit<T>(write: () => T): T | undefined;
  /** Bytes that one event of an append may take. */
  readonly maxAppendEventSize: number;
  /** Says the largest of all places instead of the first, as servers before 24.10.5 do to who asks from the beginning of a log without a match. */
  readonly wildCheckpoints: boolean;
  /** Asked before anything else is looked at. */
  readonly access: Access;
  /** Every question is for the leader, a follower may be behind. */
  mustLead(metadata: Metadata): void;
};
