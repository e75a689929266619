import type { Message } from './message.js';

/** Where an embedded log keeps its messages; the log gives them their offsets. */
export interface MessageStore {
  /** All or nothing, durable when it returns. */
  append(messages: readonly Message[]): void;
  read(topic: string, partition: number, offset: number, limit: number): readonly Message[];
  /** The offset after the newest message, 0 when there is none. */
  end(topic: string, partition: number): number;
  close(): void;
}
