import type { Actor, DomainCommand, Standing } from '#kernel';
import { actAs, type ActorFacts, type Capacity, type Held, type RegionalFunction } from '../../capacities/domain/capacities.js';

/** Who may send each command of a feature; what is not listed is refused. */
export type MayDo<Command extends DomainCommand> = Readonly<Record<Command['type'], readonly Capacity[]>>;

/** What a person is at the Region. */
export const heldAtRegion = (actor: Actor, functions: readonly RegionalFunction[]): readonly Held[] =>
  actor.kind === 'person' ? functions.map((held) => ({ capacity: held.function })) : [];

/** What a person is at the Region where something happens; `null` is everywhere, which only an unlimited scope covers. */
export const heldInProvince = (actor: Actor, functions: readonly RegionalFunction[], province: string | null): readonly Held[] =>
  heldAtRegion(actor, functions.filter(({ scope: { provinces } }) => provinces.length === 0 || (province !== null && provinces.includes(province))));

/** Functions without limits of subject: for what is of no one subject, as the closing of every door is. */
export const ofEverySubject = (functions: readonly RegionalFunction[]): readonly RegionalFunction[] => functions.filter(({ scope }) => scope.subjects.length === 0);

export const regionalStanding = (actor: Actor, { functions, withdrawn }: ActorFacts, capacities: readonly Capacity[]): Standing =>
  actAs(actor, heldAtRegion(actor, functions), ({ capacity }) => capacities.includes(capacity), withdrawn);
