import { nameOf, type FactData, type ReceivedFact } from './received-fact.js';
import { textOf } from './told-facts.js';
import type { TrailEntry, TrailFacts, TrailReference } from './trail-entry.js';

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
/** Facts that tell who it is about. */
const NAMES: Readonly<Record<string, Kind>> = { 'member-identified': 'member', 'designee-identified': 'designation' };

const referenceId = (kind: Kind, data: FactData): string | undefined => {
  const id = data[`${kind}Id`];
  return typeof id === 'string' ? `${kind}/${id}` : undefined;
};

/** The references that a fact's entry is told with, the most particular last. */
export const referencesOf = ({ data }: Pick<ReceivedFact, 'data'>): readonly string[] =>
  KINDS.map((kind) => referenceId(kind, data)).filter((id) => id !== undefined);

export const knownAs = (kind: Kind, data: FactData, known: readonly TrailReference[]): TrailReference | undefined =>
  known.find(({ id }) => id === referenceId(kind, data));

type Told = { readonly fact: ReceivedFact; readonly entry: TrailEntry; readonly own: TrailFacts; readonly known: readonly TrailReference[] };

/** What is remembered of a fact for those to come. */
export const referencesAfter = (told: Told): readonly TrailReference[] => {
  const begun = beginning(told);
  const others = told.known.filter(({ id }) => id !== begun?.id).flatMap((reference) => changed(reference, told));
  return begun ? [begun, ...others] : others;
};

const beginning = ({ fact, entry, own, known }: Told): TrailReference | undefined => {
  const kind = BEGINS[nameOf(fact.type)];
  const id = kind && referenceId(kind, fact.data);
  if (!id) return undefined;
  // A designation may be drafted anew; who was confirmed for the same designee stays.
  const before = known.find((reference) => reference.id === id);
  const same = before !== undefined && before.facts['designeeId'] === own['designeeId'];
  const personId = same ? (before.facts['personId'] ?? null) : null;
  return { id, entryId: entry.id, facts: { ...own, ...(personId === null ? {} : { personId }) }, unnamed: [...(same ? before.unnamed : []), ...unnamedBy(kind, entry, personId)], grants: [] };
};

const isNameless = (kind: string, { personId, facts }: TrailEntry, confirmed: unknown): boolean =>
  kind === 'designation' ? confirmed === null && personId === facts['designeeId'] : kind === 'member' && personId === null;
const unnamedBy = (kind: string, entry: TrailEntry, confirmed: unknown): readonly string[] => (isNameless(kind, entry, confirmed) ? [entry.id] : []);

const changed = (reference: TrailReference, { fact, entry, known }: Told): readonly TrailReference[] => {
  const name = nameOf(fact.type);
  const kind = reference.id.slice(0, reference.id.indexOf('/'));
  const personId = textOf(fact.data['personId']);
  if (NAMES[name] === kind && personId !== null) return [{ ...reference, facts: { ...reference.facts, personId }, unnamed: [] }];
  const grants = kind === 'member' ? grantsAfter(name, reference, entry, known) : reference.grants;
  const unnamed = [...reference.unnamed, ...unnamedBy(kind, entry, reference.facts['personId'] ?? null)];
  return grants === reference.grants && unnamed.length === reference.unnamed.length ? [] : [{ ...reference, grants, unnamed }];
};

const grantsAfter = (name: string, { grants }: TrailReference, entry: TrailEntry, known: readonly TrailReference[]): readonly string[] => {
  if (name === 'access-granted') return [...grants, entry.id];
  const over = ENDS[name] === 'grant' ? known.find(({ id }) => id.startsWith('grant/'))?.entryId : undefined;
  return over === undefined ? grants : grants.filter((id) => id !== over);
};

/** The entries that a fact ends; a membership takes its grants along. */
export const endedByFact = ({ type, data }: ReceivedFact, known: readonly TrailReference[]): readonly string[] => {
  const kind = ENDS[nameOf(type)];
  const over = kind && knownAs(kind, data, known);
  return over ? [over.entryId, ...over.grants] : [];
};

/** The entries whose person a fact makes known. */
export const namedByFact = ({ type, data }: ReceivedFact, known: readonly TrailReference[]): readonly string[] => {
  const kind = NAMES[nameOf(type)];
  return (kind && knownAs(kind, data, known)?.unnamed) ?? [];
};
