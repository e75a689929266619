import { setImmediate as othersRan } from 'node:timers/promises';
import type { Subscription } from '#kernel';
import { OffsetBeyondEnd, type FactLog, type Following } from './fact-log.js';
import type { MessageBatch } from './message.js';
import { Signal } from './signal.js';

/** What a follower needs of the log it reads: its ends are at hand, without waiting. */
export type Followed = Pick<FactLog, 'read'> & { endsOf(topic: string): readonly number[] };

type Cursor = { readonly topic: string; readonly partition: number; offset: number };

const DEFAULT_LIMIT = 200;

/**
 * Reads partitions, a batch each, and sleeps until something is published: a member of a group each partition for itself,
 * anybody else all of them in turn.
 */
export class EmbeddedFollower implements Subscription {
  readonly done: Promise<void>;
  private readonly published: Signal[] = [];
  private stopping = false;

  constructor(
    private readonly log: Followed,
    private readonly following: Following,
    private readonly handle: (batch: MessageBatch) => Promise<void>,
    left: () => void,
  ) {
    this.done = othersRan().then(() => this.run()).finally(left);
    this.done.catch(() => undefined);
  }

  get group(): string | undefined {
    return this.following.group;
  }

  wake(): void {
    for (const one of this.published) one.raise();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.done.catch(() => undefined);
  }

  private async run(): Promise<void> {
    const cursors = await this.cursors();
    const lanes = this.group === undefined ? [cursors] : cursors.map((cursor) => [cursor]);
    const ends = await Promise.allSettled(lanes.map((lane) => this.read(lane)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  /** One that fails ends them all, each after its batch in hand. */
  private async read(lane: readonly Cursor[]): Promise<void> {
    const published = new Signal();
    this.published.push(published);
    try {
      while (!this.stopping) {
        let idle = true;
        for (const cursor of lane) {
          if (await this.advance(cursor)) idle = false;
        }
        if (idle) await published.wait();
      }
    } finally {
      this.stopping = true;
      this.wake();
    }
  }

  private async cursors(): Promise<readonly Cursor[]> {
    const places = this.following.topics.flatMap((topic) => this.log.endsOf(topic).map((_, partition) => ({ topic, partition })));
    return Promise.all(places.map(async ({ topic, partition }) => {
      const offset = await this.following.from(topic, partition);
      const end = this.endOf(topic, partition);
      if (offset > end) throw new OffsetBeyondEnd(topic, partition, offset, end);
      return { topic, partition, offset };
    }));
  }

  private async advance(cursor: Cursor): Promise<boolean> {
    const { topic, partition, offset } = cursor;
    if (this.stopping || offset >= this.endOf(topic, partition)) return false;
    const messages = await this.log.read(topic, partition, offset, this.following.limit ?? DEFAULT_LIMIT);
    const last = messages.at(-1);
    if (!last) return false;
    await this.handle({ topic, partition, messages });
    cursor.offset = last.offset + 1;
    await othersRan();
    return true;
  }

  private endOf(topic: string, partition: number): number {
    return this.log.endsOf(topic)[partition] ?? 0;
  }
}
