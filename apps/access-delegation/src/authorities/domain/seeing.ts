import type { Actor } from '#kernel';
import { CAPACITIES, refuseStanding, type Capacity, type Held } from '../../capacities/domain/capacities.js';
import { heldHere } from './authority-capacities.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import type { AuthorityState } from './private-space.js';

/** How much of a private space somebody may see: all of it, its details without persons, or what concerns himself. */
export type Sight = 'ALL' | 'DETAILS' | 'OWN';

const SIGHT: Readonly<Partial<Record<Capacity, Sight>>> = {
  OFFICE_HOLDER: 'ALL', MANAGER: 'ALL', MANAGER_IN_GRACE: 'ALL', OFFICER: 'ALL', HELPDESK: 'ALL', ADMINISTRATOR: 'DETAILS', MEMBER: 'OWN',
};
const WIDEST: readonly Sight[] = ['ALL', 'DETAILS', 'OWN'];

const sightOf = ({ capacity }: Held, ticket: string | undefined): Sight | undefined => (capacity === 'HELPDESK' && ticket === undefined ? undefined : SIGHT[capacity]);

/** The widest sight of the actor here; strangers learn nothing. `ticket`: the helpdesk reads with a ticket number only. @throws `not-found` */
export const sightHere = (actor: Actor, state: AuthorityState, on: AuthorityCircumstances, ticket?: string): Sight => {
  if (actor.kind === 'operator' || actor.kind === 'system') return 'ALL';
  const held = [...heldHere(actor, state, on)].sort((a, b) => CAPACITIES.indexOf(a.capacity) - CAPACITIES.indexOf(b.capacity));
  const sights = held.map((one) => sightOf(one, ticket));
  const widest = WIDEST.find((sight) => sights.includes(sight));
  if (widest === undefined || state.authority === null || on.actorFacts.withdrawn) throw refuseStanding('not-found');
  return widest;
};
