import type { ReceivedMessage } from './ledger-entry.js';

type Place = Pick<ReceivedMessage, 'topic' | 'partition' | 'offset'>;
export type Offsets = Readonly<Record<string, readonly number[]>>;
/** How many messages the ledger holds, and the offset it wants next of each partition. */
export type LedgerProgress = { readonly version: number; readonly offsets: Offsets };

export const nothingYet: LedgerProgress = { version: 0, offsets: {} };

export const nextOf = (offsets: Offsets, { topic, partition }: Omit<Place, 'offset'>): number => offsets[topic]?.[partition] ?? 0;

/** Those that the ledger does not hold yet. */
export const unseen = <Message extends Place>(messages: readonly Message[], { offsets }: LedgerProgress): readonly Message[] =>
  messages.filter((message) => message.offset >= nextOf(offsets, message));

export const progressAfter = ({ version, offsets }: LedgerProgress, messages: readonly Place[]): LedgerProgress => {
  const next = new Map(Object.entries(offsets).map(([topic, partitions]) => [topic, [...partitions]]));
  for (const { topic, partition, offset } of messages) {
    const partitions = next.get(topic) ?? [];
    next.set(topic, Array.from({ length: Math.max(partitions.length, partition + 1) }, (_, index) => (index === partition ? offset + 1 : partitions[index] ?? 0)));
  }
  return { version: version + messages.length, offsets: Object.fromEntries(next) };
};

export const reached = (offsets: Offsets, ends: Offsets): boolean =>
  Object.entries(ends).every(([topic, partitions]) => partitions.every((end, partition) => nextOf(offsets, { topic, partition }) >= end));
