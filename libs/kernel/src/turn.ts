import type { AggregateOptions, LookedUp, LookUp } from './aggregate-options.js';
import { latest, type Instant } from './clock.js';
import type { CommandContext, Receipt } from './command-context.js';
import { refuseCommand } from './command.refusals.js';
import type { Decider } from './decider.js';
import type { DomainEvent } from './event.js';
import type { EventCatalogue } from './event-catalogue.js';
import { EventTooLarge, WrongExpectedVersion } from './event-store.js';
import type { FoldedStream } from './folded-stream.js';
import { PendingStream } from './pending-stream.js';
import { preparedEvents } from './prepared-events.js';
import type { StreamCache } from './stream-cache.js';

export type Waiting<State, Command, Facts> = {
  readonly command: Command;
  readonly context: CommandContext;
  readonly lookUp: LookUp<State, Facts>;
  readonly resolve: (receipt: Receipt) => void;
  readonly reject: (error: unknown) => void;
};

/** The version a command led to, or why it led nowhere. */
type Outcome = { readonly version: number } | { readonly failure: unknown };
type Found<Facts> = LookedUp<Facts> | { readonly failure: unknown };

const ATTEMPTS = 4;

/** Decides all commands waiting for a stream on its pending state and commits them in one append. */
export class Turn<State, Command, Event extends DomainEvent<string, unknown>, Facts> {
  constructor(
    private readonly decider: Decider<State, Command, Event, Facts>,
    private readonly catalogue: EventCatalogue<Event>,
    private readonly cache: StreamCache<State, Command, Event, Facts>,
    private readonly options: AggregateOptions,
  ) {}

  async take(name: string, waiting: readonly Waiting<State, Command, Facts>[]): Promise<void> {
    try {
      const outcomes = await this.committed(name, waiting);
      for (const [index, outcome] of outcomes.entries()) this.answer(name, outcome, waiting[index]);
    } catch (error) {
      // Whether it was committed is unknown: the next command reads the stream again.
      this.cache.forget(name);
      if (error instanceof EventTooLarge && waiting.length > 1) for (const one of waiting) await this.take(name, [one]);
      else for (const { reject } of waiting) reject(error);
    }
  }

  private answer(name: string, outcome: Outcome, entry: Waiting<State, Command, Facts> | undefined): void {
    if ('failure' in outcome) entry?.reject(outcome.failure);
    else entry?.resolve({ stream: name, version: outcome.version, token: this.options.token([{ stream: name, version: outcome.version }]) });
  }

  private async committed(name: string, waiting: readonly Waiting<State, Command, Facts>[]): Promise<readonly Outcome[]> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const stream = await (attempt === 1 ? this.cache.known(name) : this.cache.reread(name));
      const { version } = stream.folded;
      const pending = new PendingStream(name, this.decider, this.catalogue, stream);
      const outcomes = await this.decided(name, pending, stream, waiting);
      if (await this.holds(name, stream, pending, version)) return outcomes;
    }
    throw refuseCommand('too-many-writers');
  }

  /** An append proves the state current; without one, a look at the tail does. */
  private async holds(
    name: string, stream: FoldedStream<State>, pending: PendingStream<State, Command, Event, Facts>, version: number,
  ): Promise<boolean> {
    if (pending.events.length === 0) return (await this.cache.current(name)).folded.version === version;
    try {
      this.cache.appended(name, stream, await this.options.store.append(name, pending.events, version));
      return true;
    } catch (error) {
      if (error instanceof WrongExpectedVersion) return false;
      throw error;
    }
  }

  private async decided(
    name: string, pending: PendingStream<State, Command, Event, Facts>, { folded }: FoldedStream<State>, waiting: readonly Waiting<State, Command, Facts>[],
  ): Promise<readonly Outcome[]> {
    const at = latest(this.options.clock.now(), folded.recordedAt);
    const prepared = await Promise.all(waiting.map(async (entry) => ({ ...entry, found: await foundBy(() => entry.lookUp(folded.state)) })));
    const outcomes: Outcome[] = [];
    for (const { command, context, found } of prepared) outcomes.push(await this.decide(name, pending, command, context, found, at));
    return outcomes;
  }

  private async decide(
    stream: string, pending: PendingStream<State, Command, Event, Facts>, command: Command, context: CommandContext, found: Found<Facts>, at: Instant,
  ): Promise<Outcome> {
    try {
      const repeated = pending.versionAfter(context);
      if (repeated !== undefined) return { version: repeated };
      if ('failure' in found) return found;
      const { facts, decidedOn } = found;
      const decision = this.decider.decide(command, pending.state, { at, actor: context.actor, ...facts });
      const events = await preparedEvents(decision, this.catalogue, this.options, { stream, version: pending.version, context, decidedOn });
      return { version: pending.take(events, at, context) };
    } catch (failure) {
      return { failure };
    }
  }
}

const foundBy = async <Facts>(look: () => Promise<LookedUp<Facts>>): Promise<Found<Facts>> => {
  try {
    return await look();
  } catch (failure) {
    return { failure };
  }
};
