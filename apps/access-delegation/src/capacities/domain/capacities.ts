import { reaches, refusals, type Actor, type Assurance, type Standing } from '#kernel';

/** In the order in which somebody who holds several acts: the first that permits. */
export const CAPACITIES = [
  'OFFICE_HOLDER', 'MANAGER', 'MANAGER_IN_GRACE', 'OFFICER', 'ADMINISTRATOR', 'HELPDESK', 'AUDITOR', 'MEMBER', 'ANYONE', 'CLIENT', 'OPERATOR', 'SYSTEM',
] as const;
export type Capacity = (typeof CAPACITIES)[number];
export type Held = { readonly capacity: Capacity; readonly mandateId?: string };

/** A function at the Region; empty lists mean everywhere. */
export type RegionalFunction = {
  readonly function: 'OFFICER' | 'ADMINISTRATOR' | 'HELPDESK' | 'AUDITOR';
  readonly scope: { readonly subjects: readonly string[]; readonly provinces: readonly string[] };
};

/** What a decider is told about the actor from streams that are not its own. */
export type ActorFacts = { readonly functions: readonly RegionalFunction[]; readonly withdrawn: boolean };

/** The functions in which somebody reads: the helpdesk with the number of a ticket only. */
export const reading = (functions: readonly RegionalFunction[], ticket: string | undefined): readonly RegionalFunction[] =>
  functions.filter((held) => held.function !== 'HELPDESK' || ticket !== undefined);

export const refuseStanding = refusals({
  'not-found': ['not-found', 'There is no such thing here, or it is not yours to see.'],
  'capacity-not-sufficient': ['forbidden', 'None of your capacities here permits this.'],
  'assurance-too-low': ['forbidden', 'Sign in with a stronger means to do this.'],
  'access-suspended': ['forbidden', 'Your access is suspended by the Region.'],
});

/** Capacities that decide about others: high assurance always (architecture.md §9). */
const HIGH: readonly Capacity[] = ['OFFICE_HOLDER', 'MANAGER', 'MANAGER_IN_GRACE', 'OFFICER', 'ADMINISTRATOR', 'HELPDESK', 'AUDITOR'];
const assuranceFor = (capacity: Capacity): Assurance => (HIGH.includes(capacity) ? 'high' : 'substantial');

/** Capacities that come with the kind of actor, not with facts. */
export const capacitiesOfKind = (actor: Actor): readonly Held[] => {
  switch (actor.kind) {
    case 'person': return [{ capacity: 'ANYONE' }];
    case 'client': return [{ capacity: 'CLIENT' }];
    case 'operator': return [{ capacity: 'OPERATOR' }];
    case 'system': return [{ capacity: 'SYSTEM' }];
  }
};

/**
 * The standing in which `actor` may act: the first of `held`, in the order of CAPACITIES, that `permits`.
 * Nobody there at all gets `not-found`, so that the existence of things is not told to strangers.
 */
export const actAs = (actor: Actor, held: readonly Held[], permits: (held: Held) => boolean, withdrawn = false): Standing => {
  const all = [...held, ...capacitiesOfKind(actor)].sort((a, b) => CAPACITIES.indexOf(a.capacity) - CAPACITIES.indexOf(b.capacity));
  const standing = all.find(permits);
  if (!standing) throw refuseStanding(all.every(({ capacity }) => capacity === 'ANYONE') ? 'not-found' : 'capacity-not-sufficient');
  if (withdrawn) throw refuseStanding('access-suspended');
  if (actor.kind === 'person' && !reaches(actor.assurance, assuranceFor(standing.capacity))) throw refuseStanding('assurance-too-low');
  return standing;
};
