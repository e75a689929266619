import { NotAsExpected, UniqueViolation, type Documents } from '#persistence';
import type { FactHandlers, ReplayReport } from './delivery.js';
import type { FactLog } from './fact-log.js';
import { Inbox, type WaitingKey } from './inbox.js';
import { Intake, type Parked } from './intake.js';
import { KeptSubscription } from './kept-subscription.js';
import type { MessageBatch, OutgoingMessage } from './message.js';
import type { ParkedKey } from './parked.js';
import { endsOf, Progress } from './progress.js';
import { deadTopicOf } from './topic-layout.js';
import { Turns } from './turns.js';

export type ConsumerOptions = {
  readonly log: FactLog;
  /** Of the service itself: position, versions, parked messages and effects are one write. */
  readonly documents: Documents;
  /** Its name: members of a group share the work, another group does it anew from the first fact. */
  readonly group: string;
  readonly topics: readonly string[];
  readonly handlers: FactHandlers;
  readonly onParked?: (parked: ParkedKey) => void;
  /** Pauses before a technical failure is tried again; when they are used up the key is parked. */
  readonly pausesMillis?: readonly number[];
  readonly limit?: number;
  /** Keys handled at once at most, each in order. */
  readonly keysAtOnce?: number;
};

const DEFAULT_PAUSES_MILLIS = [20, 200];
const DEFAULT_KEYS_AT_ONCE = 16;
/** Of one key, when others keep messages for it meanwhile. */
const REPLAYS = 5;

/**
 * Work done once per group: facts in order per key while keys go in parallel, the effects of a batch and the position in one
 * write, and what cannot be handled parked.
 */
export class Consumer {
  private readonly inbox: Inbox;
  private readonly intake: Intake;
  private readonly subscription: KeptSubscription;
  private readonly progress = new Progress();
  private readonly turns = new Map<string, Turns>();

  constructor(private readonly options: ConsumerOptions) {
    const { log, documents, group, topics, handlers, limit, pausesMillis = DEFAULT_PAUSES_MILLIS, keysAtOnce = DEFAULT_KEYS_AT_ONCE } = options;
    this.inbox = new Inbox(documents, group);
    this.intake = new Intake(this.inbox, handlers, { pausesMillis, keysAtOnce });
    this.subscription = new KeptSubscription(() => log.follow(
      { topics, group, from: (topic, partition) => this.from(topic, partition), ...(limit === undefined ? {} : { limit }) },
      (batch) => this.turn(batch).take(() => this.take(batch)),
    ));
  }

  start(): void {
    this.subscription.start();
  }

  /** Lets the batches in hand finish. */
  async stop(): Promise<void> {
    await this.subscription.stop();
  }

  /** Why it does not get on; undefined when it does. */
  problem(): string | undefined {
    return this.subscription.problem;
  }

  /** Resolves once everything published before the call was taken or parked by this instance. */
  async caughtUp(): Promise<void> {
    await this.progress.until(await endsOf(this.options.log, this.options.topics));
  }

  get group(): string {
    return this.options.group;
  }

  /** Messages that the group has still to take, whichever of its members does. */
  async lag(): Promise<number> {
    const ends = await endsOf(this.options.log, this.options.topics);
    const left = Object.entries(ends).flatMap(([topic, partitions]) =>
      partitions.map(async (end, partition) => end - await this.inbox.offset(topic, partition)));
    return (await Promise.all(left)).reduce((sum, one) => sum + Math.max(one, 0), 0);
  }

  /** Those of the whole group, whichever member parked them. */
  parkedKeys(): Promise<readonly WaitingKey[]> {
    return this.inbox.parkedKeys();
  }

  async parked(key: string): Promise<boolean> {
    return (await this.inbox.parkedKeys(key)).length > 0;
  }

  /** Tries the parked messages of a key again, in order; what fails stays parked with everything after it. Any member may, or several. */
  async replay(key: string): Promise<ReplayReport> {
    const report = { applied: 0, left: 0 };
    for (const waiting of await this.inbox.parkedKeys(key)) {
      const { applied, left } = await this.turn(waiting).take(() => this.replayed(waiting, REPLAYS));
      report.applied += applied;
      report.left += left;
    }
    return report;
  }

  private async replayed(waiting: WaitingKey, attempts: number): Promise<ReplayReport> {
    try {
      return await this.intake.replay(waiting);
    } catch (error) {
      if (!(error instanceof NotAsExpected) || attempts === 1) throw error;
      const now = await this.inbox.waiting(waiting);
      return now ? this.replayed(now, attempts - 1) : { applied: 0, left: 0 };
    }
  }

  /** Of a partition: what is taken from it here, and what is replayed, has the same position and parked keys to look at. */
  private turn({ topic, partition }: { readonly topic: string; readonly partition: number }): Turns {
    const place = `${topic}/${String(partition)}`;
    const turns = this.turns.get(place) ?? new Turns();
    this.turns.set(place, turns);
    return turns;
  }

  private async from(topic: string, partition: number): Promise<number> {
    const offset = await this.inbox.offset(topic, partition);
    this.progress.moved(topic, partition, offset);
    return offset;
  }

  private async take({ topic, partition, messages }: MessageBatch): Promise<void> {
    await this.settle({ topic, partition, messages });
    this.subscription.progressed();
  }

  /** A batch whose commit is refused is taken message by message, so that only the one at fault is parked. */
  private async settle({ topic, partition, messages }: MessageBatch): Promise<void> {
    const from = this.progress.offset(topic, partition);
    const batch = { topic, partition, messages: messages.filter(({ offset }) => offset >= from) };
    try {
      await this.commit(batch, from);
    } catch (error) {
      if (error instanceof NotAsExpected && (await this.overtaken(topic, partition, from))) await this.settle(batch);
      else if (!(error instanceof UniqueViolation)) throw error;
      else if (batch.messages.length === 1) await this.commit(batch, from, error);
      else for (const message of batch.messages) await this.settle({ ...batch, messages: [message] });
    }
  }

  /** Another member was given the partition, and this one learns of it late: what that one took is passed over. */
  private async overtaken(topic: string, partition: number, from: number): Promise<boolean> {
    return (await this.from(topic, partition)) > from;
  }

  /** `from`: where this member believes the group to be, before it looks at anything. */
  private async commit({ topic, partition, messages }: MessageBatch, from: number, refused?: UniqueViolation): Promise<void> {
    const last = messages.at(-1);
    if (!last) return;
    const to = last.offset + 1;
    const taken = await this.intake.take(messages, refused);
    const parked = taken.flatMap((one) => one.parked);
    const position = this.inbox.begin();
    this.inbox.moved(position, topic, partition, { from, to });
    if (parked.length > 0) await this.options.log.publish(parked.map((one) => this.deadCopy(one)));
    await this.options.documents.commit([position, ...taken.map(({ unit }) => unit)].flatMap(({ writes }) => writes));
    this.progress.moved(topic, partition, to);
    for (const { as } of parked) this.options.onParked?.(as);
  }

  private deadCopy({ message: { topic, key, headers, value, partition, offset }, as: { code } }: Parked): OutgoingMessage {
    const about = { 'parked-by': this.options.group, 'parked-code': code, 'parked-at': `${topic}/${String(partition)}/${String(offset)}` };
    return { topic: deadTopicOf(topic), key, value, headers: { ...headers, ...about } };
  }
}
