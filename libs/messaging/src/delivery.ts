import type { Fact } from '#contracts';
import type { UnitOfWork } from '#persistence';
import type { Message } from './message.js';

/** How a fact arrived. What a handler writes through `documents` is kept with the position, or not at all. */
export type Delivery = Pick<Message, 'topic' | 'partition' | 'offset' | 'key'> & { readonly documents: UnitOfWork };

export interface FactHandlers {
  handles(type: string): boolean;
  /** Rejects when the fact cannot be handled. A technical failure is tried again, so it may run more than once. */
  handle(fact: Fact, delivery: Delivery): Promise<void>;
}

export type ReplayReport = { readonly applied: number; readonly left: number };
