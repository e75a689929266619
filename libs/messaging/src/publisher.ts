import { topicsOf, type TopicContract } from '#contracts';
import { START, type Batch, type EventStore, type Position, type StoredEvent } from '#kernel';
import type { Collection, Documents } from '#persistence';
import type { FactLog } from './fact-log.js';
import { heartbeatMessage } from './heartbeats.js';
import { KeptSubscription, reasonOf } from './kept-subscription.js';
import type { OutgoingMessage } from './message.js';
import { publisherPositions, type PublisherPosition } from './positions.js';
import { endsOf } from './progress.js';
import { publicMessages, type Publishing } from './public-messages.js';

export type PublisherOptions = Publishing & {
  readonly store: EventStore;
  readonly log: FactLog;
  readonly documents: Documents;
  readonly heartbeatMillis?: number;
  /** The machine's clock. */
  readonly now?: () => number;
};

const ID = 'publisher';
const SECOND = 1_000;

/** Sends what the store recorded, in order, at least once. What cannot be sent stops it there: it never skips. */
export class Publisher {
  readonly name = 'publisher';
  private readonly positions: Collection<PublisherPosition>;
  private readonly topics: readonly TopicContract[];
  private readonly subscription: KeptSubscription;
  private readonly now: () => number;
  private beating: NodeJS.Timeout | undefined;
  private telling: Promise<void> = Promise.resolve();
  /** As far as the store has handed over: what the documents say may be of another store. */
  private published: Position | undefined;
  /** Where the documents say that the service has come, as far as this instance knows. */
  private kept: PublisherPosition | undefined;
  private waiting: (() => void)[] = [];
  /** When the page that the next batch holds had not been read yet. */
  private unread = Infinity;
  private ended = false;
  /** Everything recorded by then is published. */
  private proven: number | undefined;
  private told: number | undefined;
  private pulsing = false;
  /** It has met an event that it cannot give a public form, one of a newer build for example. */
  private unpublishable = false;
  /** Why the last heartbeat could not be written: others hold for old what they know of this service. */
  private silence: string | undefined;

  constructor(private readonly options: PublisherOptions) {
    const { service, store, documents, now = Date.now } = options;
    this.now = now;
    this.positions = documents.collection(publisherPositions);
    this.topics = topicsOf(service);
    this.subscription = new KeptSubscription(async () => {
      this.published = undefined;
      this.kept = await this.positions.get(ID);
      this.unread = this.now();
      return store.follow(this.kept?.position ?? START, (batch) => this.take(batch));
    });
  }

  start(): void {
    this.subscription.start();
    this.beating ??= setInterval(() => { void this.pulse(); }, this.options.heartbeatMillis ?? SECOND);
  }

  async stop(): Promise<void> {
    this.ended = true;
    clearInterval(this.beating);
    await this.subscription.stop();
    // A log that is closed under a question in hand may open a connection that nobody closes.
    await this.telling;
  }

  get stopped(): boolean {
    return this.ended;
  }

  /** Why it does not get on: the service is not ready. Undefined when it does. */
  problem(): string | undefined {
    return this.subscription.problem ?? this.silence;
  }

  /** True while another build is needed to publish what comes next; what cannot be reached is waited for. */
  hasStopped(): boolean {
    return this.unpublishable && this.subscription.problem !== undefined;
  }

  /** How long ago everything recorded was published; infinite before that is first known. */
  behindMillis(): number {
    return this.now() - (this.proven ?? -Infinity);
  }

  /** Resolves once everything recorded before the call is published. */
  async caughtUp(): Promise<void> {
    while (this.published === undefined || !(await this.options.store.caughtUp(this.published))) {
      await new Promise<void>((resolve) => { this.waiting.push(resolve); });
    }
  }

  /** Writes a heartbeat, unless nothing new is proven; one after the other, so that none is written twice. */
  beat(): Promise<void> {
    const told = this.telling.then(() => this.tell());
    this.telling = told.catch(() => undefined);
    return told;
  }

  private async tell(): Promise<void> {
    const { service, store, log } = this.options;
    const now = this.now();
    // While events pour in, the store is never at rest: then the last batch tells. What a store that others write says of
    // itself may be a second old.
    if (await this.restsAt(this.published)) this.prove(now - (store.soleWriter ? 0 : SECOND));
    if (this.proven === undefined || this.proven === this.told) return;
    const { proven } = this;
    const ends = await endsOf(log, this.topics.map(({ topic }) => topic));
    await log.publish([heartbeatMessage(service, { at: new Date(proven).toISOString(), ends: copied(ends) })]);
    this.told = proven;
  }

  /** A store that refuses to be followed is not asked: it may know nothing after a position that was never its own. */
  private async restsAt(position: Position | undefined): Promise<boolean> {
    return position !== undefined && this.subscription.problem === undefined && this.options.store.caughtUp(position);
  }

  /** One heartbeat at a time: a log that does not answer is not asked again meanwhile. */
  private async pulse(): Promise<void> {
    if (this.pulsing) return;
    this.pulsing = true;
    this.silence = await this.beat().then(() => undefined, reasonOf);
    this.pulsing = false;
  }

  private async take({ events, position, caughtUp }: Batch): Promise<void> {
    if (events.length > 0) await this.publish(events, position);
    this.published = position;
    if (caughtUp && events.length > 0) this.prove(this.unread);
    this.unread = this.now();
    this.subscription.progressed();
    // Who takes over says so at once: until then those who listen count from what the former one said last.
    if (this.told === undefined) void this.pulse();
    const waiting = this.waiting;
    this.waiting = [];
    for (const look of waiting) look();
  }

  /** A time of day that was set back begins anew: else nothing would be told until it is again what it was. */
  private prove(at: number): void {
    const { proven = at } = this;
    this.proven = proven > this.now() ? at : Math.max(at, proven);
  }

  private async publish(events: readonly StoredEvent[], position: Position): Promise<void> {
    const { log, documents } = this.options;
    const { kept } = this;
    const messages = this.messagesOf(events);
    if (messages.length > 0) await log.publish(messages);
    const put = { id: ID, position };
    // Refused to an instance that comes late, which then begins anew where the other one is.
    await documents.commit([{ collection: this.positions.definition.name, put, expect: kept ? { position: kept.position } : 'absent' }]);
    this.kept = put;
  }

  private messagesOf(events: readonly StoredEvent[]): readonly OutgoingMessage[] {
    this.unpublishable = true;
    const messages = publicMessages(events, this.options);
    this.unpublishable = false;
    return messages;
  }
}

const copied = (ends: Readonly<Record<string, readonly number[]>>): Record<string, number[]> =>
  Object.fromEntries(Object.entries(ends).map(([topic, offsets]) => [topic, [...offsets]]));
