import type { AggregateOptions, LookUp } from './aggregate-options.js';
import { latest } from './clock.js';
import type { CommandContext, Receipt } from './command-context.js';
import type { Circumstances, Decider, Decision } from './decider.js';
import type { DomainEvent } from './event.js';
import type { EventCatalogue } from './event-catalogue.js';
import type { Folded } from './folded-stream.js';
import { CommandQueue } from './command-queue.js';
import { StreamCache } from './stream-cache.js';
import { Turn, type Waiting } from './turn.js';

const AT_ONCE = 64;

/**
 * The only load-decide-append loop. Commands for one stream are decided in turn on the pending state and committed
 * together; every answer, refusals included, leaves after the commit it rests on. A repeated command gets the answer
 * of the first time.
 */
export class Aggregate<State, Command, Event extends DomainEvent<string, unknown>, Facts> {
  private readonly cache: StreamCache<State, Command, Event, Facts>;
  private readonly queue: CommandQueue<Waiting<State, Command, Facts>>;

  constructor(
    private readonly decider: Decider<State, Command, Event, Facts>,
    catalogue: EventCatalogue<Event>,
    private readonly options: AggregateOptions,
  ) {
    this.cache = new StreamCache(decider, catalogue, options);
    const turn = new Turn(decider, catalogue, this.cache, options);
    this.queue = new CommandQueue(AT_ONCE, (stream, waiting) => turn.take(stream, waiting));
  }

  /** @throws DomainError when the command is refused. */
  execute(stream: string, command: Command, context: CommandContext, lookUp: LookUp<State, Facts>): Promise<Receipt> {
    return new Promise((resolve, reject) => {
      this.queue.add(stream, { command, context, lookUp, resolve, reject });
    });
  }

  /** What the command would come to now; nothing is recorded. @throws DomainError */
  async preview(stream: string, command: Command, context: CommandContext, lookUp: LookUp<State, Facts>): Promise<Decision<Event>> {
    const { state, recordedAt } = await this.load(stream);
    const { facts } = await lookUp(state);
    const circumstances: Circumstances = { at: latest(this.options.clock.now(), recordedAt), actor: context.actor };
    return this.decider.decide(command, state, { ...circumstances, ...facts });
  }

  /** The stream's state, proved current. */
  async load(stream: string): Promise<Folded<State>> {
    return (await this.cache.current(stream)).folded;
  }
}
