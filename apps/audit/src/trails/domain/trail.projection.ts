import type { TrailChange, TrailEntry, TrailFacts, TrailReference } from './trail-entry.js';

/** A published fact as the ledger holds it, of whatever type: only what the trail reads. */
export type ReceivedFact = {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly sequence: number;
  readonly key: string;
  readonly data: { readonly [name: string]: unknown };
  readonly recorded: {
    readonly actor: { readonly kind: string; readonly id: string; readonly capacity: string };
    readonly reasonCode?: string;
    readonly note?: string;
  };
};

/** The more particular later: what a grant says of its period counts before what its member says. */
const KINDS = ['member', 'officeHolder', 'designation', 'mandate', 'grant'] as const;
/** Facts that begin something that others end, and facts that end it. */
const BEGINS: Readonly<Record<string, (typeof KINDS)[number]>> = {
  'access-granted': 'grant', 'mandate-started': 'mandate', 'member-prepared': 'member', 'designation-drafted': 'designation', 'office-holder-recorded': 'officeHolder',
};
const ENDS: Readonly<Record<string, (typeof KINDS)[number]>> = {
  'access-revoked': 'grant', 'access-expired': 'grant', 'mandate-ended': 'mandate', 'member-left': 'member', 'office-holder-ended': 'officeHolder',
};

/** `access-delegation.access-granted.v1` is `access-granted`. */
export const nameOf = (type: string): string => type.replace(/^[^.]+\./, '').replace(/\.v\d+$/, '');

const referenceId = (kind: string, data: ReceivedFact['data']): string | undefined => {
  const id = data[`${kind}Id`];
  return typeof id === 'string' ? `${kind}/${id}` : undefined;
};

/** The references that a fact's entry is told with, the most particular last. */
export const referencesOf = ({ data }: ReceivedFact): readonly string[] =>
  KINDS.map((kind) => referenceId(kind, data)).filter((id) => id !== undefined);

const isTellable = (value: unknown): value is TrailFacts[string] =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value) || (Array.isArray(value) && value.every((item) => typeof item === 'string'));

const tellable = (data: ReceivedFact['data']): TrailFacts => Object.fromEntries(Object.entries(data).filter((pair): pair is [string, TrailFacts[string]] => isTellable(pair[1])));

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Pure: the entry of one fact, given what earlier facts said about the things it names. */
export const trailOf = (index: number, fact: ReceivedFact, known: readonly TrailReference[]): TrailChange => {
  const name = nameOf(fact.type);
  const own = tellable(fact.data);
  const facts: TrailFacts = Object.assign({}, ...known.map((reference) => reference.facts), own);
  const entry: TrailEntry = {
    id: String(index).padStart(15, '0'),
    authorityId: text(fact.data['authorityId']),
    personId: text(facts['personId']) ?? text(facts['designeeId']),
    actorId: fact.recorded.actor.id, actorKind: fact.recorded.actor.kind, capacity: fact.recorded.actor.capacity,
    type: fact.type, at: fact.time,
    reasonCode: fact.recorded.reasonCode ?? null, note: fact.recorded.note ?? null, noteSubject: fact.subject,
    eventId: fact.id, source: fact.source, sequence: fact.sequence, facts, ended: null,
  };
  return { entry, references: remembered(name, entry.id, own, fact, known), ends: endedBy(name, fact, known) };
};

const remembered = (
  name: string, entryId: string, own: TrailFacts, { data }: ReceivedFact, known: readonly TrailReference[],
): readonly TrailReference[] => {
  const begins = BEGINS[name];
  const begun = begins && referenceId(begins, data);
  if (begun) return [{ id: begun, entryId, facts: own }];
  const personId = text(data['personId']);
  const member = known.find(({ id }) => id === referenceId('member', data));
  return name === 'member-identified' && member && personId ? [{ ...member, facts: { ...member.facts, personId } }] : [];
};

const endedBy = (name: string, { data }: ReceivedFact, known: readonly TrailReference[]): readonly string[] => {
  const kind = ENDS[name];
  const ended = kind && known.find(({ id }) => id === referenceId(kind, data));
  return ended ? [ended.entryId] : [];
};
