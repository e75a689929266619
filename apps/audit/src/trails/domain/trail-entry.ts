/** One fact of an access history as a reader meets it: who, in which capacity, when, about whom, and what ended it. */
export type TrailEntry = {
  /** Index in the ledger, 15 digits: the order in which audit received the facts. That of a copy begins with the index at which it was told. */
  readonly id: string;
  /** The entry that is told here in one authority more; null in that entry itself. */
  readonly copyOf: string | null;
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
  /** Once the person was made known later: as whom the entry was told before that. */
  readonly named: TrailNaming | null;
};

export type TrailNaming = { readonly personBefore: string | null };
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
  /** Of a member: the entries of mandates, and of grants that nothing has ended yet. */
  readonly held: readonly string[];
};

/** A withdrawal everywhere, by the entries that tell it; who joins an authority once it was lifted is none of its business. */
type RegionalWithdrawal = { readonly withdrawalId: string; readonly entryIds: readonly string[]; readonly liftedAt: string | null };

type TrailJoining = { readonly authorityId: string; readonly since: string; readonly entryId: string };

/** What has to be known of a person to tell authorities why every door of their member closed. */
export type TrailPerson = {
  readonly id: string;
  /** Where identity has confirmed him as a member, however long ago: since when, and the entry that tells it. */
  readonly joined: readonly TrailJoining[];
  readonly withdrawals: readonly RegionalWithdrawal[];
};

/** An entry to tell in an authority as well, where the person is a member since. */
export type TrailCopy = { readonly entryId: string; readonly authorityId: string; readonly since: string };
/** What one fact comes to in the trail. */
export type TrailChange = {
  readonly entry: TrailEntry;
  readonly references: readonly TrailReference[];
  /** The earlier entries that this fact ends. */
  readonly ends: readonly string[];
  /** The earlier entries whose person this fact makes known. */
  readonly names: readonly string[];
  readonly persons: readonly TrailPerson[];
  /** What is told in authorities that the fact itself does not name. */
  readonly copies: readonly TrailCopy[];
  /** Copies told too early: what came since says that they are no business of that authority. */
  readonly retracted: readonly string[];
};

/** With its end; of two ends the sooner counts, and of two at one instant the one told later: that it came says more than that it was to come. */
export const endedBy = <Ending extends { readonly ended: TrailEnd | null }>(ending: Ending, end: TrailEnd): Ending =>
  (ending.ended !== null && ending.ended.at < end.at ? ending : { ...ending, ended: end });
/** With the person that a later fact made known. */
export const namedBy = (entry: TrailEntry, { personId }: Pick<TrailEntry, 'personId'>): TrailEntry =>
  ({ ...entry, personId, named: { personBefore: entry.named ? entry.named.personBefore : entry.personId } });
/** Without its end, and as whom it was told before anybody was made known: for who did it and has no business there any more. */
export const asRecorded = (entry: TrailEntry): TrailEntry =>
  ({ ...entry, ended: null, named: null, personId: entry.named ? entry.named.personBefore : entry.personId });
export const soonerOf = (at: string, until: string | null): string => (until !== null && until < at ? until : at);

const DIGITS = 15;
/** Ids of entries sort as text; those of copies stand between the index at which they were told and the next. */
export const entryIdAt = (index: number): string => String(index).padStart(DIGITS, '0');
/** At which index of the ledger it was told. */
export const indexOf = ({ id }: Pick<TrailEntry, 'id'>): number => Number(id.slice(0, DIGITS));
/** Where the fact itself stands in the ledger. */
export const ledgerIndexOf = ({ id, copyOf }: Pick<TrailEntry, 'id' | 'copyOf'>): number => indexOf({ id: copyOf ?? id });
