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
  /** What the sentence of this type speaks of: ids, codes and instants, never names of people. */
  readonly facts: TrailFacts;
  readonly ended: TrailEnd | null;
};

export type TrailFacts = { readonly [name: string]: string | number | boolean | readonly string[] | null };
/** When a grant, a mandate or a membership is over before its time, and the entry that tells it. */
export type TrailEnd = { readonly entryId: string; readonly at: string };

/** What a later fact names by id only: the grant, mandate, member or designation as it was told so far. */
export type TrailReference = {
  /** `grant/<id>`, `mandate/<id>`, `member/<id>`, `designation/<id>`, `officeHolder/<id>`. */
  readonly id: string;
  readonly entryId: string;
  readonly facts: TrailFacts;
  /** The sooner of the ends recorded so far, from when that is to come. */
  readonly ended: TrailEnd | null;
  /** Entries told before identity had confirmed who it is. */
  readonly unnamed: readonly string[];
  /** Of a member: the entries of grants that nothing has ended yet. */
  readonly grants: readonly string[];
};

/** What one fact comes to in the trail. */
export type TrailChange = {
  readonly entry: TrailEntry;
  readonly references: readonly TrailReference[];
  /** The earlier entries that this fact ends. */
  readonly ends: readonly string[];
  /** The earlier entries whose person this fact makes known. */
  readonly names: readonly string[];
};

/** With its end; of two ends the sooner counts. */
export const endedBy = <Ending extends { readonly ended: TrailEnd | null }>(ending: Ending, end: TrailEnd): Ending =>
  (ending.ended !== null && ending.ended.at <= end.at ? ending : { ...ending, ended: end });

/** Ids of entries sort as text. */
export const entryIdAt = (index: number): string => String(index).padStart(15, '0');
export const indexOf = ({ id }: Pick<TrailEntry, 'id'>): number => Number(id);
