import type { Decider, Decision } from '../decider.js';
import { DomainError } from '../domain-error.js';
import { eventCatalogue } from '../event-catalogue.js';
import type { DomainEvent } from '../event.js';

type Paid = { readonly amount: number };
export type PurseEvent = DomainEvent<'PaidIn', Paid> | DomainEvent<'PaidOut', Paid>;
export type PurseCommand = { readonly type: 'pay-in' | 'pay-in-twice' | 'pay-out' | 'look' | 'break'; readonly amount: number };
/** `most`: what a purse may hold, decided elsewhere. */
export type PurseFacts = { readonly most: number };
export type Purse = { readonly balance: number; readonly movements: number; readonly versions: readonly number[]; readonly seenAt: readonly string[] };

const paid = (type: PurseEvent['type'], amount: number): PurseEvent => ({ type, data: { amount }, subject: 'owner' });

const movements = ({ type, amount }: PurseCommand): readonly PurseEvent[] => {
  switch (type) {
    case 'pay-in': return [paid('PaidIn', amount)];
    case 'pay-in-twice': return [paid('PaidIn', amount), paid('PaidIn', amount)];
    case 'pay-out': return [paid('PaidOut', amount)];
    case 'look': return [];
    case 'break': throw new TypeError('a fault in the rules');
  }
};

const after = (balance: number, { type, data }: PurseEvent): number => balance + (type === 'PaidIn' ? data.amount : -data.amount);

/** A purse for specs of the kernel: never below zero, never above `most`. */
export const purse: Decider<Purse, PurseCommand, PurseEvent, PurseFacts> = {
  initialState: { balance: 0, movements: 0, versions: [], seenAt: [] },
  decide(command, { balance, seenAt }, { at, most }): Decision<PurseEvent> {
    const events = movements(command);
    const left = events.reduce(after, balance);
    if (at < (seenAt.at(-1) ?? '')) throw new DomainError('conflict', 'before-the-last', 'The purse has moved since.');
    if (left < 0) throw new DomainError('conflict', 'not-enough', 'There is not enough in the purse.');
    if (left > most) throw new DomainError('conflict', 'too-much', 'The purse may not hold so much.');
    return { events, as: { capacity: 'OWNER' } };
  },
  evolve: (state, event, { version, recordedAt }) => ({
    balance: after(state.balance, event), movements: state.movements + 1,
    versions: [...state.versions, version], seenAt: [...state.seenAt, recordedAt],
  }),
};

export const purseEvents = eventCatalogue<PurseEvent>({ PaidIn: { version: 1 }, PaidOut: { version: 1 } });
