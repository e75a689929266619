import type { Decider } from './decider.js';
import type { DomainEvent, StoredEvent } from './event.js';
import type { EventCatalogue } from './event-catalogue.js';
import type { EventStore } from './event-store.js';
import { fold, FoldedStream, type Snapshot, type Snapshots } from './folded-stream.js';

const PAGE = 1_000;
const SNAPSHOT_EVERY = 1_000;

export type StreamCacheOptions = {
  readonly store: EventStore;
  /** Called with every event read or appended, in version order per stream, before anybody is answered. */
  readonly observe?: (events: readonly StoredEvent[]) => void;
  readonly snapshots?: Snapshots;
  /** Streams kept folded; the least recently used goes first. Default 10,000. */
  readonly capacity?: number;
};

/** Folded streams by name, bounded. However many read a stream at a time, each of its events is folded once. */
export class StreamCache<State, Command, Event extends DomainEvent<string, unknown>, Facts> {
  private readonly streams = new Map<string, FoldedStream<State>>();
  private readonly opening = new Map<string, Promise<FoldedStream<State>>>();

  constructor(
    private readonly decider: Decider<State, Command, Event, Facts>,
    private readonly catalogue: EventCatalogue<Event>,
    private readonly options: StreamCacheOptions,
  ) {}

  /** The stream as last known here: a decision on it holds once an append or {@link current} has proved it. */
  async known(name: string): Promise<FoldedStream<State>> {
    const known = this.streams.get(name);
    return known ? this.touch(name, known) : this.opened(name);
  }

  /** The stream with everything appended before the call. A sole writer's cache always has it. */
  async current(name: string): Promise<FoldedStream<State>> {
    const readBefore = this.streams.has(name) || this.opening.has(name);
    return readBefore && !this.options.store.soleWriter ? this.reread(name) : this.known(name);
  }

  /** The stream after another look at its tail, whoever is said to write. */
  async reread(name: string): Promise<FoldedStream<State>> {
    const stream = await this.known(name);
    await this.readTail(name, stream);
    return stream;
  }

  /** Takes in what was just appended to a stream this cache has given out. */
  appended(name: string, stream: FoldedStream<State>, events: readonly StoredEvent[]): void {
    const before = stream.folded.version;
    this.take(stream, events);
    this.touch(name, stream);
    if (Math.floor(before / SNAPSHOT_EVERY) !== Math.floor(stream.folded.version / SNAPSHOT_EVERY)) this.write(name, stream);
  }

  forget(name: string): void {
    this.streams.delete(name);
  }

  private opened(name: string): Promise<FoldedStream<State>> {
    const begun = this.opening.get(name);
    if (begun) return begun;
    const opening = this.open(name).finally(() => { this.opening.delete(name); });
    this.opening.set(name, opening);
    return opening;
  }

  private async open(name: string): Promise<FoldedStream<State>> {
    const stream = await this.restored(name);
    await this.readTail(name, stream);
    // Whoever held the stream when it was evicted may have appended to it meanwhile.
    const there = this.streams.get(name);
    return this.touch(name, there && there.folded.version > stream.folded.version ? there : stream);
  }

  private async restored(name: string): Promise<FoldedStream<State>> {
    const snapshot = await this.options.snapshots?.load(name).catch(() => undefined);
    if (snapshot?.shape === this.shape) return FoldedStream.restored(snapshot as Snapshot<State>);
    return new FoldedStream<State>({ state: this.decider.initialState, version: 0, recordedAt: '' });
  }

  private async readTail(name: string, stream: FoldedStream<State>): Promise<void> {
    for (;;) {
      const events = await this.options.store.read(name, { after: stream.folded.version, limit: PAGE });
      this.take(stream, events);
      if (events.length < PAGE) return;
    }
  }

  /** Somebody else may have read the same events meanwhile. What could not be observed is not taken in, and read again. */
  private take(stream: FoldedStream<State>, events: readonly StoredEvent[]): void {
    const news = events.filter(({ version }) => version > stream.folded.version);
    if (news.length === 0) return;
    const folded = fold(this.decider, this.catalogue, stream.folded, news);
    this.options.observe?.(news);
    stream.advance(folded, news);
  }

  private touch(name: string, stream: FoldedStream<State>): FoldedStream<State> {
    this.streams.delete(name);
    this.streams.set(name, stream);
    if (this.streams.size > (this.options.capacity ?? 10_000)) {
      const [oldest] = this.streams.keys();
      if (oldest !== undefined) this.streams.delete(oldest);
    }
    return stream;
  }

  private write(name: string, stream: FoldedStream<State>): void {
    // A snapshot only saves time: one that could not be written is read from the events instead.
    void this.options.snapshots?.save(name, stream.snapshot(this.shape)).catch(() => undefined);
  }

  private get shape(): number {
    return this.decider.stateShape ?? 1;
  }
}
