import type { Subscription } from '#kernel';
import { OffsetBeyondEnd, type Following } from './fact-log.js';
import { isOutOfRange, type Fetched, type KafkaReader } from './kafka-reader.js';
import type { MessageBatch } from './message.js';
import { pagesOf } from './pages.js';

type Cursor = { readonly topic: string; readonly partition: number; offset: number };

/** A fetch that finds nothing comes back after this: long enough to be quiet, short enough to see that a broker is gone. */
const WAIT_MILLIS = 200;

/** Reads all partitions by offsets that it was given, outside of any group. */
export class KafkaFollower implements Subscription {
  readonly done: Promise<void>;
  private stopping = false;
  /** Lets go of the fetch that is under way. */
  private abandon: () => void = () => undefined;

  constructor(
    private readonly reader: KafkaReader,
    private readonly following: Following,
    private readonly partitionsOf: (topic: string) => number,
    private readonly handle: (batch: MessageBatch) => Promise<void>,
    left: () => void,
  ) {
    this.done = this.run().finally(() => reader.close()).finally(left);
    this.done.catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.abandon();
    await this.done.catch(() => undefined);
  }

  private async run(): Promise<void> {
    const cursors = await this.cursors();
    while (!this.stopping) await this.round(cursors);
  }

  private async round(cursors: readonly Cursor[]): Promise<void> {
    for (const fetched of await this.fetch(cursors) ?? []) {
      const cursor = cursors.find(({ topic, partition }) => topic === fetched.topic && partition === fetched.partition);
      if (cursor) await this.advance(cursor, fetched);
    }
  }

  private async cursors(): Promise<readonly Cursor[]> {
    const places = this.following.topics.flatMap((topic) =>
      Array.from({ length: this.partitionsOf(topic) }, (_, partition) => ({ topic, partition })));
    const cursors = await Promise.all(places.map(async ({ topic, partition }) =>
      ({ topic, partition, offset: await this.following.from(topic, partition) })));
    for (const topic of this.following.topics) await this.within(cursors.filter((cursor) => cursor.topic === topic));
    return cursors;
  }

  /** Moves cursors to the oldest message still kept where that is later. */
  private async within(cursors: readonly Cursor[]): Promise<void> {
    const [first] = cursors;
    if (!first) return;
    const [starts, ends] = await Promise.all([this.reader.starts(first.topic), this.reader.ends(first.topic)]);
    for (const cursor of cursors) {
      const { topic, partition, offset } = cursor;
      const end = ends[partition] ?? 0;
      if (offset > end) throw new OffsetBeyondEnd(topic, partition, offset, end);
      cursor.offset = Math.max(offset, starts[partition] ?? 0);
    }
  }

  private async fetch(cursors: readonly Cursor[]): Promise<readonly Fetched[] | undefined> {
    try {
      return await new Promise((resolve, reject) => {
        this.abandon = () => { resolve(undefined); };
        this.reader.fetch(cursors, WAIT_MILLIS).then(resolve, reject);
      });
    } catch (error) {
      if (!isOutOfRange(error)) throw error;
      for (const topic of this.following.topics) await this.within(cursors.filter((cursor) => cursor.topic === topic));
      return undefined;
    }
  }

  private async advance(cursor: Cursor, { topic, partition, messages }: Fetched): Promise<void> {
    for (const page of pagesOf(messages, this.following.limit)) {
      if (this.stopping) return;
      await this.handle({ topic, partition, messages: page });
      cursor.offset = (page.at(-1)?.offset ?? cursor.offset) + 1;
    }
  }
}
