import type { EventStore } from '#kernel';
import type { Documents } from '#persistence';
import type { FactLog } from './fact-log.js';
import { FactTransport, type TransportOptions } from './fact-transport.js';
import { Feed, type FeedOptions } from './feed.js';
import { readAll, type LedgerReading } from './ledger-reader.js';
import type { ParkedKey } from './parked.js';
import { endsOf } from './progress.js';
import { Publisher, type PublisherOptions } from './publisher.js';

export type MessagingOptions = {
  readonly service: string;
  readonly log: FactLog;
  readonly store: EventStore;
  readonly documents: Documents;
  readonly publicUrl: string;
  /** Told of each key that a consumer or feed of the service cannot go on with. */
  readonly onParked?: (parked: ParkedKey) => void;
};

/** What one service publishes and reads, over the log that all services share. */
export const messaging = ({ service, log, store, documents, publicUrl, onParked = () => undefined }: MessagingOptions) => ({
  publisher: (publication: PublisherOptions['publication']) => new Publisher({ service, store, log, documents, publicUrl, publication }),
  /** Group names are the service's own. */
  consumer: (group: string, options: Partial<TransportOptions> = {}) => new FactTransport({ log, documents, onParked, ...options, group: `${service}.${group}` }),
  feed: (options: Omit<FeedOptions, 'log'>) => new Feed({ onParked, ...options, log }),
  /** By topic and partition, the offset that the next message will have. */
  ends: (topics: readonly string[]) => endsOf(log, topics),
  messages: (reading: Omit<LedgerReading, 'log'>, keep: Parameters<typeof readAll>[1]) => readAll({ ...reading, log }, keep),
});

export type Messaging = ReturnType<typeof messaging>;
