import { Aggregate } from '../aggregate.js';
import type { AggregateOptions, LookUp } from '../aggregate-options.js';
import type { Clock } from '../clock.js';
import type { CommandContext, Receipt } from '../command-context.js';
import { DomainError } from '../domain-error.js';
import type { EventStore } from '../event-store.js';
import { purse, purseEvents, type Purse, type PurseCommand, type PurseEvent, type PurseFacts } from './purse.js';

export type Purses = Aggregate<Purse, PurseCommand, PurseEvent, PurseFacts>;

export const pursesOf = (store: EventStore, clock: Clock, options: Partial<AggregateOptions> = {}, stateShape = 1): Purses =>
  new Aggregate({ ...purse, stateShape }, purseEvents, {
    store, clock,
    deriveId: (namespace, name) => `${namespace}/${name}`,
    token: (streams) => JSON.stringify(streams),
    sealNote: async (note, { eventId, subject }) => `sealed ${note} for ${subject} in ${eventId}`,
    ...options,
  });

/** A request with its own id; the same id is the same request unless `bodyHash` says otherwise. */
export const request = (commandId: string, more: Partial<CommandContext> = {}): CommandContext => ({
  commandId, bodyHash: 'body', correlationId: 'correlation', causationId: commandId,
  actor: { kind: 'person', id: 'owner', assurance: 'high' }, ...more,
});

export const upTo = (most: number): LookUp<Purse, PurseFacts> => async () => ({ facts: { most }, decidedOn: [] });
export const anything = upTo(Infinity);

export const payIn = (purses: Purses, stream: string, id: string, amount = 1): Promise<Receipt> =>
  purses.execute(stream, { type: 'pay-in', amount }, request(id), anything);
export const payOut = (purses: Purses, stream: string, id: string, amount = 1): Promise<Receipt> =>
  purses.execute(stream, { type: 'pay-out', amount }, request(id), anything);

/** The version of the receipt, or the code of the refusal. */
export const outcomeOf = async (receipt: Promise<Receipt>): Promise<number | string> => {
  try {
    const { version } = await receipt;
    return version;
  } catch (error) {
    if (!(error instanceof DomainError)) return String(error);
    const { code }: DomainError = error;
    return code;
  }
};
