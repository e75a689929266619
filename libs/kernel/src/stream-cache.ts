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
  /** Raised when the shape of the decider's state changes: older snapshots are then ignored. */
  readonly stateShape?: number;
  /** Streams kept folded; the least recently used goes first. Default 10,000. */
  readonly capacity?: number;
};

/** Folded streams by name, bounded, each read from its snapshot and tail at most once. */
export class StreamCache<State, Command, Event extends DomainEvent<string, unknown>, Facts> {
  private readonly streams = new Map<string, FoldedStream<State>>();

  constructor(
    private readonly decider: Decider<State, Command, Event, Facts>,
    private readonly catalogue: EventCatalogue<Event>,
    private readonly options: StreamCacheOptions,
  ) {}

  /** The stream as last known here; `fresh` reads its tail first. A sole writer's cache is always current. */
  async get(name: string, fresh: boolean): Promise<FoldedStream<State>> {
    const known = this.streams.get(name);
    if (known && (!fresh || this.options.store.soleWriter)) return this.touch(name, known);
    const stream = known ?? (await this.restored(name));
    await this.readTail(name, stream);
    return this.touch(name, stream);
  }

  /** Takes in what was just appended to a stream this cache has given out. */
  appended(name: string, stream: FoldedStream<State>, events: readonly StoredEvent[]): void {
    const before = stream.folded.version;
    stream.advance(fold(this.decider, this.catalogue, stream.folded, events), events);
    this.options.observe?.(events);
    this.touch(name, stream);
    if (Math.floor(before / SNAPSHOT_EVERY) !== Math.floor(stream.folded.version / SNAPSHOT_EVERY)) this.write(name, stream);
  }

  forget(name: string): void {
    this.streams.delete(name);
  }

  private async restored(name: string): Promise<FoldedStream<State>> {
    const snapshot = await this.options.snapshots?.load(name);
    if (snapshot?.shape === this.shape) return FoldedStream.restored(snapshot as Snapshot<State>);
    return new FoldedStream<State>({ state: this.decider.initialState, version: 0, recordedAt: '' });
  }

  private async readTail(name: string, stream: FoldedStream<State>): Promise<void> {
    for (;;) {
      const events = await this.options.store.read(name, { after: stream.folded.version, limit: PAGE });
      if (events.length > 0) {
        stream.advance(fold(this.decider, this.catalogue, stream.folded, events), events);
        this.options.observe?.(events);
      }
      if (events.length < PAGE) return;
    }
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
    return this.options.stateShape ?? 1;
  }
}
