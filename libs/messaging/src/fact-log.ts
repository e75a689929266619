import type { Subscription } from '#kernel';
import type { Message, MessageBatch, OutgoingMessage } from './message.js';

export type Following = {
  readonly topics: readonly string[];
  /** The first offset wanted of a partition, asked each time this follower is given the partition. */
  readonly from: (topic: string, partition: number) => Promise<number>;
  /** Members of a group share the partitions. Without one, this follower reads them all. */
  readonly group?: string;
  /** Messages in a batch at most; default 200. */
  readonly limit?: number;
};

/** Topics cut in partitions, kept in order. Promises are kept by the contract suite in `#messaging/testing`. */
export abstract class FactLog {
  /** Durable when it resolves, in the order given. @throws UnknownTopic before anything is written. */
  abstract publish(messages: readonly OutgoingMessage[]): Promise<void>;

  /** Messages of a partition from `offset` on, or from the oldest still kept. */
  abstract read(topic: string, partition: number, offset: number, limit: number): Promise<readonly Message[]>;

  /**
   * Messages kept, then those to come; one batch at a time, the next after the handler resolved. A member of a group is handed
   * each partition for itself: one that waits for its handler holds up no other.
   */
  abstract follow(following: Following, handle: (batch: MessageBatch) => Promise<void>): Subscription;

  /** By partition, the offset that the next message will have. @throws UnknownTopic, LogClosed */
  abstract ends(topic: string): Promise<readonly number[]>;

  /** Stops who follows and lets the last write finish. */
  abstract close(): Promise<void>;
}

export class UnknownTopic extends Error {
  override readonly name = 'UnknownTopic';
  constructor(topic: string) {
    super(`there is no topic ${topic}`);
  }
}

/** Somebody remembers more than the log holds: it was lost or exchanged, and reading on would skip facts. */
export class OffsetBeyondEnd extends Error {
  override readonly name = 'OffsetBeyondEnd';
  constructor(topic: string, partition: number, offset: number, end: number) {
    super(`${topic}/${String(partition)} ends at ${String(end)}, before offset ${String(offset)}`);
  }
}

export class LogClosed extends Error {
  override readonly name = 'LogClosed';
  constructor() {
    super('the log is closed');
  }
}

export class GroupTaken extends Error {
  override readonly name = 'GroupTaken';
  constructor(group: string) {
    super(`another member of ${group} already reads here`);
  }
}
