import type { Documents } from '#persistence';
import { Consumer, type ConsumerOptions } from '../consumer.js';
import { KafkaFactLog, type KafkaOptions } from '../kafka.js';
import { missing, sent, sourceOf, TOPIC, uuid } from './facts.js';
import { Notebook } from './notebook.js';

export const upTo = (last: number): number[] => Array.from({ length: last }, (_, n) => n + 1);

/** Facts published one after the other, each until it is acknowledged, and the members of a group that note them. */
export class UnderLoad {
  readonly notebook: Notebook;
  readonly members: Consumer[] = [];
  /** By authority, the last sequence acknowledged. */
  readonly acknowledged: number[];
  private readonly logs: KafkaFactLog[] = [];
  private readonly writer: KafkaFactLog;
  private publishing: Promise<void> | undefined;
  private over = false;

  constructor(private readonly options: KafkaOptions, readonly documents: Documents, authorities: number) {
    this.notebook = new Notebook(documents);
    this.acknowledged = Array.from({ length: authorities }, () => 0);
    this.writer = this.opened();
  }

  /** As the publisher does: again until acknowledged, however often each is sent. */
  begin(copies = 1): void {
    this.publishing = this.publish(copies);
  }

  /** What is acknowledged by then is all there is. */
  async finish(): Promise<void> {
    this.over = true;
    await this.publishing;
  }

  join(options: Partial<ConsumerOptions> = {}): Consumer {
    const member = new Consumer({
      log: this.opened(), documents: this.documents, group: 'notes', topics: [TOPIC], handlers: this.notebook, pausesMillis: [1], ...options,
    });
    member.start();
    this.members.push(member);
    return member;
  }

  get sum(): number {
    return this.acknowledged.reduce((sum, last) => sum + last, 0);
  }

  /** What was noted of each authority. */
  seen(): Promise<readonly (readonly number[])[]> {
    return Promise.all(this.acknowledged.map((_, authority) => this.notebook.seen(sourceOf(uuid(authority)))));
  }

  async caughtUp(): Promise<boolean> {
    const seen = await this.seen();
    return seen.every((sequences, authority) => sequences.length >= (this.acknowledged[authority] ?? 0));
  }

  async close(): Promise<void> {
    this.over = true;
    await Promise.all(this.members.map((member) => member.stop()));
    await this.publishing;
    await Promise.all(this.logs.map((log) => log.close()));
  }

  private opened(): KafkaFactLog {
    const log = KafkaFactLog.open(this.options);
    this.logs.push(log);
    return log;
  }

  private async publish(copies: number): Promise<void> {
    while (!this.over) {
      const batch = this.acknowledged.map((last, authority) => sent(missing(uuid(authority), last + 1)));
      try {
        for (let copy = 0; copy < copies; copy += 1) await this.writer.publish(batch);
      } catch {
        continue;
      }
      for (const authority of this.acknowledged.keys()) this.acknowledged[authority] = (this.acknowledged[authority] ?? 0) + 1;
    }
  }
}
