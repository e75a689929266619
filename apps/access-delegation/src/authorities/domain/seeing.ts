import type { Actor, Instant } from '#kernel';
import { reading, refuseStanding, type Capacity, type RegionalFunction } from '../../capacities/domain/capacities.js';
import { heldHere, worksHere } from './authority-capacities.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import { isOver } from './periods.js';
import type { AuthorityState } from './private-space.js';

/** How much of a private space somebody may see: all of it, its details and what concerns himself, or its details without persons. */
export type Sight = 'ALL' | 'OWN' | 'DETAILS';

const SIGHT: Readonly<Partial<Record<Capacity, Sight>>> = {
  OFFICE_HOLDER: 'ALL', MANAGER: 'ALL', MANAGER_IN_GRACE: 'ALL', OFFICER: 'ALL', HELPDESK: 'ALL', ADMINISTRATOR: 'DETAILS', MEMBER: 'OWN',
};
const WIDEST: readonly Sight[] = ['ALL', 'OWN', 'DETAILS'];

/** `subjects`: those of which others' grants are seen; all of them when empty. */
export type Seeing = { readonly sight: Sight; readonly subjects: readonly string[] };

/** The widest sight of the actor here; strangers learn nothing. `ticket`: the helpdesk reads with a ticket number only. @throws `not-found` */
export const seeingHere = (actor: Actor, state: AuthorityState, on: AuthorityCircumstances, ticket?: string): Seeing => {
  if (actor.kind === 'operator' || actor.kind === 'system') return { sight: 'ALL', subjects: [] };
  const functions = reading(on.actorFacts.functions, ticket);
  const held = heldHere(actor, state, { ...on, actorFacts: { ...on.actorFacts, functions } });
  const sights = held.map(({ capacity }) => SIGHT[capacity]);
  const widest = WIDEST.find((sight) => sights.includes(sight));
  if (widest === undefined || state.authority === null || on.actorFacts.withdrawn) throw refuseStanding('not-found');
  const all = held.map(({ capacity }) => capacity).filter((capacity) => SIGHT[capacity] === 'ALL');
  return { sight: widest, subjects: subjectsOf(all, functions.filter((regional) => worksHere(regional, state))) };
};

const ANSWERING: readonly Capacity[] = ['OFFICE_HOLDER', 'MANAGER', 'MANAGER_IN_GRACE'];

/** After a merger its people are for the successor to take over: who answers for that sees whom. Only seen: what is decided here asks for a capacity here. */
export const answersFor = (actor: Actor, successor: AuthorityState, on: AuthorityCircumstances): boolean =>
  !on.actorFacts.withdrawn && heldHere(actor, successor, on).some(({ capacity }) => ANSWERING.includes(capacity));

/** Whether there is something here to tell a person about himself: he signs, or is a member now or will be. Also while the Region has closed his doors. */
export const belongsHere = ({ id }: Actor, { authority, officeHolders, members }: AuthorityState, at: Instant): boolean =>
  authority !== null
  && (Object.values(officeHolders).some(({ personId }) => personId === id) || Object.values(members).some((member) => member.personId === id && !isOver(member, at)));

/** Limited for who sees all as staff of the Region only, and has no function here without limits. */
const subjectsOf = (seeingAll: readonly Capacity[], functions: readonly RegionalFunction[]): readonly string[] => {
  const limits = seeingAll.map((capacity) => functions.find((regional) => regional.function === capacity)?.scope.subjects ?? []);
  return limits.some((subjects) => subjects.length === 0) ? [] : [...new Set(limits.flat())];
};
