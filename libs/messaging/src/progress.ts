import type { Offsets } from './message.js';

/** How far a reader of the log has come. */
export class Progress {
  private readonly next: Map<string, number[]>;
  private waiting: (() => void)[] = [];

  constructor(offsets: Offsets = {}) {
    this.next = new Map(Object.entries(offsets).map(([topic, partitions]) => [topic, [...partitions]]));
  }

  get offsets(): Offsets {
    return Object.fromEntries([...this.next].map(([topic, partitions]) => [topic, Array.from(partitions, (offset: number | undefined) => offset ?? 0)]));
  }

  offset(topic: string, partition: number): number {
    return this.next.get(topic)?.[partition] ?? 0;
  }

  moved(topic: string, partition: number, offset: number): void {
    const partitions = this.next.get(topic) ?? [];
    partitions[partition] = offset;
    this.next.set(topic, partitions);
    const waiting = this.waiting;
    this.waiting = [];
    for (const look of waiting) look();
  }

  reached(ends: Offsets): boolean {
    return Object.entries(ends).every(([topic, partitions]) => partitions.every((end, partition) => this.offset(topic, partition) >= end));
  }

  async until(ends: Offsets): Promise<void> {
    while (!this.reached(ends)) await new Promise<void>((resolve) => { this.waiting.push(resolve); });
  }
}

/** The ends of several topics, as offsets to reach. */
export const endsOf = async (log: { ends(topic: string): Promise<readonly number[]> }, topics: readonly string[]): Promise<Offsets> =>
  Object.fromEntries(await Promise.all(topics.map(async (topic) => [topic, await log.ends(topic)] as const)));
