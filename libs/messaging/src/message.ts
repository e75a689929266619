/** What a producer hands in; its partition follows from its key. */
export type OutgoingMessage = {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
};

/** A message where the log keeps it. Offsets of a partition start at 0 and have no gaps. */
export type Message = OutgoingMessage & { readonly partition: number; readonly offset: number };

/** Messages of one partition, in order. */
export type MessageBatch = { readonly topic: string; readonly partition: number; readonly messages: readonly Message[] };

/** By topic and partition, the offset of the next message. */
export type Offsets = Readonly<Record<string, readonly number[]>>;
