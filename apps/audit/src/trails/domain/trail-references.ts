import { nameOf, type FactData, type ReceivedFact } from './received-fact.js';
import { textOf } from './told-facts.js';
import { endedBy, soonerOf, type TrailEnd, type TrailEntry, type TrailFacts, type TrailReference } from './trail-entry.js';

/** The more particular later: what a grant says of its period counts before what its member says. */
const KINDS = ['member', 'officeHolder', 'designation', 'mandate', 'grant'] as const;
type Kind = (typeof KINDS)[number];

/** Facts that begin something that others speak of. */
const BEGINS: Readonly<Record<string, Kind>> = {
  'access-granted': 'grant', 'mandate-started': 'mandate', 'member-prepared': 'member', 'designation-drafted': 'designation', 'office-holder-recorded': 'officeHolder',
};
/** Facts that end it before its time. */
const ENDS: Readonly<Record<string, Kind>> = {
  'access-revoked': 'grant', 'access-expired': 'grant', 'mandate-ended': 'mandate', 'member-left': 'member', 'office-holder-ended': 'officeHolder',
};
/** What is given to a member, and ends with the membership. */
const HELD: readonly (Kind | undefined)[] = ['mandate', 'grant'];
/** Facts that say otherwise what was said when it began. */
const CHANGES: Readonly<Record<string, Kind>> = { 'membership-extended': 'member', 'member-function-changed': 'member' };
/** Facts that tell who it is about. */
const NAMES: Readonly<Record<string, Kind>> = { 'member-identified': 'member', 'designee-identified': 'designation' };

export const referenceId = (kind: Kind, id: string): string => `${kind}/${id}`;
const referenceIn = (data: FactData, kind: Kind): string | undefined => {
  const id = data[`${kind}Id`];
  return typeof id === 'string' ? referenceId(kind, id) : undefined;
};

/** The references that a fact's entry is told with, the most particular last. */
export const referencesOf = ({ data }: Pick<ReceivedFact, 'data'>): readonly string[] =>
  KINDS.map((kind) => referenceIn(data, kind)).filter((id) => id !== undefined);

export const knownAs = (kind: Kind, data: FactData, known: readonly TrailReference[]): TrailReference | undefined =>
  known.find(({ id }) => id === referenceIn(data, kind));

type Told = { readonly fact: ReceivedFact; readonly entry: TrailEntry; readonly own: TrailFacts; readonly known: readonly TrailReference[] };

/** What is remembered of a fact for those to come. */
export const referencesAfter = (told: Told): readonly TrailReference[] => {
  const begun = beginning(told);
  const others = told.known.filter(({ id }) => id !== begun?.id).flatMap((reference) => changed(reference, told));
  return begun ? [begun, ...others] : others;
};

const beginning = ({ fact, entry, own, known }: Told): TrailReference | undefined => {
  const kind = BEGINS[nameOf(fact.type)];
  const id = kind && referenceIn(fact.data, kind);
  if (!id) return undefined;
  // A designation may be drafted anew; who was confirmed for the same designee stays.
  const before = known.find((reference) => reference.id === id);
  const same = before !== undefined && before.facts['designeeId'] === own['designeeId'];
  const personId = same ? (before.facts['personId'] ?? null) : null;
  const unnamed = [...(same ? before.unnamed : []), ...unnamedBy(kind, entry, personId)];
  return { id, entryId: entry.id, facts: { ...own, ...(personId === null ? {} : { personId }) }, ended: null, unnamed, held: [] };
};

const isNameless = (kind: string, { personId, facts }: TrailEntry, confirmed: unknown): boolean =>
  kind === 'designation' ? confirmed === null && personId === facts['designeeId'] : kind === 'member' && personId === null;
const unnamedBy = (kind: string, entry: TrailEntry, confirmed: unknown): readonly string[] => (isNameless(kind, entry, confirmed) ? [entry.id] : []);

const changed = (reference: TrailReference, { fact, entry, own, known }: Told): readonly TrailReference[] => {
  const name = nameOf(fact.type);
  const kind = reference.id.slice(0, reference.id.indexOf('/'));
  const personId = textOf(fact.data['personId']);
  if (NAMES[name] === kind && personId !== null) return [{ ...reference, facts: { ...reference.facts, personId }, unnamed: [] }];
  const unnamed = unnamedBy(kind, entry, reference.facts['personId'] ?? null);
  const change: Partial<TrailReference> = {
    ...(CHANGES[name] === kind ? { facts: { ...reference.facts, ...own } } : {}),
    ...(ENDS[name] === kind ? { ended: endedBy(reference, endOf(entry)).ended } : {}),
    ...(kind === 'member' ? heldAfter(name, reference, entry, known) : {}),
    ...(unnamed.length > 0 ? { unnamed: [...reference.unnamed, ...unnamed] } : {}),
  };
  return Object.keys(change).length === 0 ? [] : [{ ...reference, ...change }];
};

const heldAfter = (name: string, { held }: TrailReference, entry: TrailEntry, known: readonly TrailReference[]): Partial<TrailReference> => {
  if (HELD.includes(BEGINS[name])) return { held: [...held, entry.id] };
  const ended = ENDS[name] === 'grant' ? known.find(({ id }) => id.startsWith('grant/'))?.entryId : undefined;
  return ended === undefined ? {} : { held: held.filter((id) => id !== ended) };
};

/** The end that a fact brings: that of a departure may be to come; none is later than it would have been anyway, however late it was recorded. */
const endOf = ({ id, type, at, facts }: TrailEntry): TrailEnd => {
  const effective = nameOf(type) === 'member-left' ? textOf(facts['at']) : null;
  return within(facts, { entryId: id, at: effective !== null && effective > at ? effective : at });
};

/** Nothing lasts longer than it was given for. */
const within = ({ until }: TrailFacts, end: TrailEnd): TrailEnd => ({ ...end, at: soonerOf(end.at, textOf(until ?? null)) });

/** An earlier entry, once a fact has ended it. A membership may have been extended since it was told. */
export const over = (before: TrailEntry, ending: TrailEntry): TrailEntry => {
  const end = endOf(ending);
  return endedBy(before, HELD.includes(BEGINS[nameOf(before.type)]) ? within(before.facts, end) : end);
};

/** What was given after the departure was recorded lasts until then. */
export const endForeseen = ({ type, data }: ReceivedFact, facts: TrailFacts, known: readonly TrailReference[]): TrailEnd | null => {
  const departure = HELD.includes(BEGINS[nameOf(type)]) ? knownAs('member', data, known)?.ended : undefined;
  return departure ? within(facts, departure) : null;
};

/** The entries that a fact ends; a membership takes along what was given to the member. */
export const endedByFact = ({ type, data }: ReceivedFact, known: readonly TrailReference[]): readonly string[] => {
  const kind = ENDS[nameOf(type)];
  const reference = kind && knownAs(kind, data, known);
  return reference ? [reference.entryId, ...reference.held] : [];
};

/** The entries whose person a fact makes known. */
export const namedByFact = ({ type, data }: ReceivedFact, known: readonly TrailReference[]): readonly string[] => {
  const kind = NAMES[nameOf(type)];
  return (kind && knownAs(kind, data, known)?.unnamed) ?? [];
};
