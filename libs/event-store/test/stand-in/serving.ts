import type { Metadata } from '@grpc/grpc-js';
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
  /** Every question is for the leader, a follower may be behind; and of somebody known, where users are. */
  mustLead(metadata: Metadata): void;
};
