import type { Instant } from './clock.js';
import type { CommandContext } from './command-context.js';
import { refuseCommand } from './command.refusals.js';
import type { Decider } from './decider.js';
import type { DomainEvent, NewEvent, StoredEvent } from './event.js';
import type { EventCatalogue } from './event-catalogue.js';
import { fold, type Folded, type FoldedStream } from './folded-stream.js';

/** The state that the commands of one turn leave to each other before anything is committed. */
export class PendingStream<State, Command, Event extends DomainEvent<string, unknown>, Facts> {
  readonly events: NewEvent[] = [];
  private folded: Folded<State>;
  private unfolded: StoredEvent[] = [];
  private readonly taken = new Map<string, { readonly bodyHash: string; readonly version: number }>();

  constructor(
    private readonly name: string,
    private readonly decider: Decider<State, Command, Event, Facts>,
    private readonly catalogue: EventCatalogue<Event>,
    private readonly committed: FoldedStream<State>,
  ) {
    this.folded = committed.folded;
  }

  /** Folded when it is asked for: the last command of a turn leaves it to nobody. */
  get state(): State {
    if (this.unfolded.length > 0) this.folded = fold(this.decider, this.catalogue, this.folded, this.unfolded);
    this.unfolded = [];
    return this.folded.state;
  }

  get version(): number {
    return this.folded.version + this.unfolded.length;
  }

  /** The version that this very command led to before. @throws DomainError when its id comes with another body. */
  versionAfter({ commandId, bodyHash }: CommandContext): number | undefined {
    const seen = this.taken.get(commandId) ?? this.committed.saw(commandId);
    if (seen && seen.bodyHash !== bodyHash) throw refuseCommand('idempotency-key-reused');
    return seen?.version;
  }

  /** Events as if they were recorded at `at`; the commit folds them as recorded. */
  take(events: readonly NewEvent[], at: Instant, { commandId, bodyHash }: CommandContext): number {
    for (const { metadata, ...event } of events) {
      this.unfolded.push({ ...event, stream: this.name, version: this.version + 1, position: '', metadata: { ...metadata, recordedAt: at } });
    }
    this.events.push(...events);
    if (events.length > 0) this.taken.set(commandId, { bodyHash, version: this.version });
    return this.version;
  }
}
