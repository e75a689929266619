import { recordingOf, type Decider } from './decider.js';
import type { Instant } from './clock.js';
import type { DomainEvent, StoredEvent } from './event.js';
import type { EventCatalogue } from './event-catalogue.js';
import { SeenCommands, type SeenCommand } from './seen-commands.js';

/** A stream folded up to `version`; `recordedAt` is its newest event's. */
export type Folded<State> = { readonly state: State; readonly version: number; readonly recordedAt: Instant };

/** A folded stream written down: may be thrown away at any time, is ignored when `shape` is not the decider's. */
export type Snapshot<State> = Folded<State> & { readonly shape: number; readonly commands: readonly (readonly [string, SeenCommand])[] };

/** Where snapshots are kept; losing them costs time, nothing else. */
export interface Snapshots {
  load(stream: string): Promise<Snapshot<unknown> | undefined>;
  save(stream: string, snapshot: Snapshot<unknown>): Promise<void>;
}

export const fold = <State, Command, Event extends DomainEvent<string, unknown>, Facts>(
  decider: Decider<State, Command, Event, Facts>,
  catalogue: EventCatalogue<Event>,
  before: Folded<State>,
  events: readonly StoredEvent[],
): Folded<State> =>
  events.reduce<Folded<State>>((folded, stored) => {
    const recording = recordingOf(stored);
    const { version, recordedAt } = recording;
    return { state: decider.evolve(folded.state, catalogue.decode(stored), recording), version, recordedAt };
  }, before);

/** The committed state of one stream with the commands it has seen: what the cache of an aggregate holds. */
export class FoldedStream<State> {
  private seen = new SeenCommands();

  constructor(public folded: Folded<State>) {}

  static restored<State>({ state, version, recordedAt, commands }: Snapshot<State>): FoldedStream<State> {
    const stream = new FoldedStream({ state, version, recordedAt });
    stream.seen = new SeenCommands(commands);
    return stream;
  }

  advance(folded: Folded<State>, events: readonly StoredEvent[]): void {
    this.folded = folded;
    for (const event of events) this.seen.remember(event);
  }

  saw(commandId: string): SeenCommand | undefined {
    return this.seen.get(commandId);
  }

  snapshot(shape: number): Snapshot<State> {
    return { ...this.folded, shape, commands: this.seen.entries() };
  }
}
