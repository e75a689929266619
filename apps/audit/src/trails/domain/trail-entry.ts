/** One fact of an access history as a reader meets it: who, in which capacity, when, about whom, and what ended it. */
export type TrailEntry = {
  /** Index in the ledger, 15 digits: the order in which audit received the facts. */
  readonly id: string;
  readonly authorityId: string | null;
  readonly personId: string | null;
  readonly actorId: string;
  readonly actorKind: string;
  readonly capacity: string;
  readonly type: string;
  readonly at: string;
  readonly reasonCode: string | null;
  /** Ciphertext; whose key opens it is `noteSubject`. */
  readonly note: string | null;
  readonly noteSubject: string;
  readonly eventId: string;
  readonly source: string;
  readonly sequence: number;
  /** What the sentence of this type speaks of: ids, codes and instants, never names. */
  readonly facts: TrailFacts;
  readonly ended: TrailEnd | null;
};

export type TrailFacts = { readonly [name: string]: string | number | boolean | readonly string[] | null };
/** What ended a grant, a mandate or a membership, and the entry that tells it. */
export type TrailEnd = { readonly entryId: string; readonly type: string; readonly at: string; readonly actorId: string; readonly reasonCode: string | null };

/** What a later fact names by id only: the grant, mandate or member as it was first told. */
export type TrailReference = {
  /** `grant/<id>`, `mandate/<id>`, `member/<id>`, `designation/<id>`. */
  readonly id: string;
  readonly entryId: string;
  readonly facts: TrailFacts;
};

/** What one fact comes to in the trail. */
export type TrailChange = {
  readonly entry: TrailEntry;
  readonly references: readonly TrailReference[];
  /** The earlier entries that this fact ends. */
  readonly ends: readonly string[];
};
