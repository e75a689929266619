import type { Message } from './message.js';
import type { MessageStore } from './message-store.js';

/** Messages in memory: all of them, or the newest `kept` of each partition. */
export class MemoryMessages implements MessageStore {
  private readonly partitions = new Map<string, Message[]>();

  constructor(private readonly kept = Infinity) {}

  append(messages: readonly Message[]): void {
    for (const message of messages) {
      const partition = this.partition(message.topic, message.partition);
      partition.push(message);
      if (partition.length > 2 * this.kept) partition.splice(0, partition.length - this.kept);
    }
  }

  read(topic: string, partition: number, offset: number, limit: number): readonly Message[] {
    const messages = this.partition(topic, partition);
    const start = Math.max(0, offset - (messages[0]?.offset ?? 0));
    return messages.slice(start, start + limit);
  }

  end(topic: string, partition: number): number {
    const last = this.partition(topic, partition).at(-1);
    return last ? last.offset + 1 : 0;
  }

  close(): void {
    // Nothing to release: a log opened again over these messages goes on.
  }

  private partition(topic: string, partition: number): Message[] {
    const id = `${topic}/${String(partition)}`;
    const found = this.partitions.get(id) ?? [];
    this.partitions.set(id, found);
    return found;
  }
}
