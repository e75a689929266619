import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import { contractOf, type Fact } from '#contracts';
import { Consumer, type ConsumerOptions } from './consumer.js';
import type { Delivery, FactHandlers } from './delivery.js';

export type TransportOptions = Omit<ConsumerOptions, 'topics' | 'handlers'> & {
  /** Surrounds the handling of each fact; must run `handle` once and let its error through. */
  readonly around?: (fact: Fact, handle: () => Promise<void>) => Promise<void>;
};

/**
 * Brings facts to Nest controllers: methods with `@OnFact(AccessGranted)`, or with
 * `@EventPattern(['access-delegation.access-granted.v1'])`, `@UseFilters(HandlerErrors)`, `@Payload() fact` and
 * `@Ctx() delivery`. Topics follow from the patterns. All handlers of a pattern run, one after the other and awaited; when one fails, nothing that any of
 * them wrote is kept.
 */
export class FactTransport extends Server implements CustomTransportStrategy, FactHandlers {
  override readonly propagatesEventHandlerErrors = true;
  private readonly byType = new Map<string, MessageHandler[]>();
  private running: Consumer | undefined;

  constructor(private readonly options: TransportOptions) {
    super();
  }

  /** Parked keys, replay and health of what the controllers consume. */
  get consumer(): Consumer {
    if (!this.running) throw new Error('the transport does not listen yet');
    return this.running;
  }

  override addHandler(pattern: unknown, callback: MessageHandler, isEventHandler = false, extras: Record<string, unknown> = {}): void {
    const type = this.normalizePattern(pattern as string);
    if (!isEventHandler || !contractOf(type)) throw new UnknownPattern(type);
    // Nest would chain handlers of one pattern and run them at once: here each is awaited before the next.
    this.byType.set(type, [...(this.byType.get(type) ?? []), Object.assign(callback, { isEventHandler, extras })]);
    this.messageHandlers.set(type, callback);
  }

  listen(callback: (error?: unknown) => void): void {
    const topics = new Set([...this.byType.keys()].map((type) => contractOf(type)?.topic.topic ?? type));
    this.running = new Consumer({ ...this.options, topics: [...topics], handlers: this });
    this.running.start();
    callback();
  }

  async close(): Promise<void> {
    await this.running?.stop();
  }

  handles(type: string): boolean {
    return this.byType.has(type);
  }

  handle(fact: Fact, delivery: Delivery): Promise<void> {
    const handled = (): Promise<void> => this.byHandlers(fact, delivery);
    return this.options.around?.(fact, handled) ?? handled();
  }

  on(event: string): never {
    throw new Error(`a fact transport has no event ${event}`);
  }

  unwrap(): never {
    throw new Error('a fact transport has no broker to show');
  }

  private async byHandlers(fact: Fact, delivery: Delivery): Promise<void> {
    for (const handler of this.byType.get(fact.type) ?? []) {
      const result = this.transformToObservable(handler(fact, delivery) as Promise<unknown>);
      await lastValueFrom(result, { defaultValue: undefined });
    }
  }
}

/** A controller waits for a fact that no contract declares. */
export class UnknownPattern extends Error {
  override readonly name = 'UnknownPattern';
  constructor(pattern: string) {
    super(`no fact ${pattern} is declared; only @EventPattern of a declared fact can be consumed`);
  }
}
