import type { Instant } from './clock.js';
import type { JsonObject } from './json.js';

/**
 * A business fact as a decision states it. `subject` is whom it concerns (personId, else memberId, designationId or
 * authorityId): the key of its note and the subject of its published form. `reasonCode` and `note`, in clear until it is
 * sealed, override the command's.
 */
export type DomainEvent<Type extends string = string, Data = JsonObject> = {
  readonly type: Type;
  readonly data: Data;
  readonly subject?: string;
  readonly reasonCode?: string;
  readonly note?: string;
};

export type ActorKind = 'person' | 'client' | 'operator' | 'system';
export type Assurance = 'none' | 'low' | 'substantial' | 'high';
const ASSURANCES: readonly Assurance[] = ['none', 'low', 'substantial', 'high'];
/** True when `held` is worth at least `asked`. */
export const reaches = (held: Assurance, asked: Assurance): boolean => ASSURANCES.indexOf(held) >= ASSURANCES.indexOf(asked);

/** Who acts, as the token says it; in which capacity is decided from facts, see {@link Standing}. */
export type Actor = {
  readonly kind: ActorKind;
  readonly id: string;
  readonly assurance: Assurance;
  readonly onBehalfOf?: string;
};
/** In which capacity a decision let the actor act. */
export type Standing = { readonly capacity: string; readonly mandateId?: string };
export type RecordedActor = Actor & Standing;

export type StreamVersion = { readonly stream: string; readonly version: number };

/** What is kept beside every event. `note` is ciphertext. `recordedAt` is stamped by the store. */
export type Metadata = {
  readonly eventId: string;
  readonly commandId: string;
  readonly bodyHash: string;
  readonly schemaVersion: number;
  readonly recordedAt: Instant;
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string;
  readonly actor: RecordedActor;
  readonly subject?: string;
  readonly decidedOn?: readonly StreamVersion[];
  readonly reasonCode?: string;
  readonly note?: string;
};

/** An event as a store keeps it: shape as written, whatever its schema version. Versions of a stream start at 1. */
export type StoredEvent = {
  readonly stream: string;
  readonly version: number;
  readonly position: Position;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: Metadata;
};
export type NewEvent = Pick<StoredEvent, 'type' | 'data'> & { readonly metadata: Omit<Metadata, 'recordedAt'> };

/** A place in a store's total order; opaque, written and read back as it is. `START` comes before everything. */
export type Position = string;
export const START: Position = '';

/** A stored event in the latest shape of its type. */
export type Recorded<Event extends DomainEvent<string, unknown>> = Event & Omit<StoredEvent, 'type' | 'data'>;
