import { expect } from '@jest/globals';
import type { Instant } from '../clock.js';
import type { Circumstances, Decider, Decision, Recording } from '../decider.js';
import { DomainError } from '../domain-error.js';
import type { DomainEvent } from '../event.js';

type AnyEvent = DomainEvent<string, unknown>;
type Dated<Event> = { readonly recordedAt: Instant; readonly event: Event };

/** When a command is decided, by whom and on which facts, unless a spec says otherwise. */
export type Usual<Facts> = Circumstances & { readonly facts: Facts };
export type Unusual<Facts> = Partial<Circumstances> & { readonly facts?: Partial<Facts> };

/** What a decision must come to. `then` compares type and data; subject and reason only where they are expected. */
export type Outcome<Event> = {
  /** In which capacity the actor was let in. */
  as(capacity: string): Outcome<Event>;
  then(...expected: readonly Event[]): void;
  thenRejected(code: string): void;
};

const LONG_AGO: Instant = '2000-01-01T00:00:00.000Z';
const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** An event of the past recorded at that instant; without it, long ago. */
export const recorded = <Event>(recordedAt: Instant, event: Event): Dated<Event> => ({ recordedAt, event });
const dated = <Event extends AnyEvent>(past: Event | Dated<Event>): Dated<Event> =>
  ('recordedAt' in past ? past : { recordedAt: LONG_AGO, event: past });

/** Given events, when a command, then events or a refusal. Events, state and command go through JSON, as they will. */
export const deciderSpec = <State, Command, Event extends AnyEvent, Facts>(decider: Decider<State, Command, Event, Facts>, usual: Usual<Facts>) => {
  const stateAfter = (past: readonly (Event | Dated<Event>)[]): State =>
    past.map(dated).reduce(
      (state, { event, recordedAt }, index) => throughJson(decider.evolve(state, throughJson(event), recordingOf(event, recordedAt, index + 1))),
      decider.initialState,
    );
  return {
    given: (...past: readonly (Event | Dated<Event>)[]) => ({
      state: () => stateAfter(past),
      when: (command: Command, { at = usual.at, actor = usual.actor, facts }: Unusual<Facts> = {}): Outcome<Event> =>
        outcomeOf(() => decider.decide(throughJson(command), stateAfter(past), { at, actor, ...usual.facts, ...facts })),
    }),
  };
};

/** As the store would have recorded it: the note stands for a sealed one, in an event that is called by its version. */
const recordingOf = ({ subject = '', reasonCode, note }: AnyEvent, recordedAt: Instant, version: number): Recording => ({
  version, recordedAt,
  ...(reasonCode === undefined ? {} : { reasonCode }),
  ...(note === undefined ? {} : { note: { sealed: note, eventId: String(version), subject } }),
});

const outcomeOf = <Event extends AnyEvent>(decide: () => Decision<Event>): Outcome<Event> => {
  const outcome: Outcome<Event> = {
    as(capacity) {
      expect(decide().as.capacity).toBe(capacity);
      return outcome;
    },
    then(...expected) {
      const events = throughJson(decide().events).map((event, index) => asFarAs(expected[index], event));
      expect(events).toEqual(expected);
    },
    thenRejected(code) {
      expect(refusalOf(decide)).toBe(code);
    },
  };
  return outcome;
};

const asFarAs = (expected: AnyEvent | undefined, { type, data, subject, reasonCode }: AnyEvent): AnyEvent => ({
  type, data,
  ...(expected?.subject === undefined || subject === undefined ? {} : { subject }),
  ...(expected?.reasonCode === undefined || reasonCode === undefined ? {} : { reasonCode }),
});

const refusalOf = (decide: () => Decision<AnyEvent>): string => {
  try {
    return `accepted: ${decide().events.map(({ type }) => type).join(', ')}`;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return String(error.code);
  }
};
