/** What a producer hands in; its partition follows from its key. */
export type OutgoingMessage = {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
};

/** What the texts of a message were. */
export type MessageBytes = { readonly key: Uint8Array; readonly headers: Readonly<Record<string, Uint8Array>>; readonly value: Uint8Array };

/**
 * A message where the log keeps it. Offsets of a partition start at 0 and have no gaps. `bytes` stand beside texts that are no
 * UTF-8 and show as far as they can be read.
 */
export type Message = OutgoingMessage & { readonly partition: number; readonly offset: number; readonly bytes?: MessageBytes };

/** Messages of one partition, in order. */
export type MessageBatch = { readonly topic: string; readonly partition: number; readonly messages: readonly Message[] };

/** By topic and partition, the offset of the next message. */
export type Offsets = Readonly<Record<string, readonly number[]>>;
