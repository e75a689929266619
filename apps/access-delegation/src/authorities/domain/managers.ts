import { DAY, latest, plus, type Instant } from '#kernel';
import { acceptable, sufficesUntil } from '../../charter/domain/charter.js';
import type { AuthorityFacts } from './authority-facts.js';
import { entry } from './looking-up.js';
import type { Mandate } from './mandates.js';
import { earliest, isOver } from './periods.js';
import type { AuthorityState } from './private-space.js';

const EXPIRY_GRACE = 30 * DAY;

export type ManagerFacts = Pick<AuthorityFacts, 'withdrawn' | 'charter'>;

/** A mandate never outlives the membership it rests on. */
export const endOf = (mandate: Mandate, { members }: AuthorityState): Instant => earliest(mandate.until, entry(members, mandate.memberId)?.until ?? null);

export const isRunning = (mandate: Mandate, state: AuthorityState, at: Instant): boolean =>
  mandate.ended === null && mandate.from <= at && at < endOf(mandate, state);
export const runningMandates = (state: AuthorityState, at: Instant): readonly Mandate[] =>
  Object.values(state.mandates).filter((mandate) => isRunning(mandate, state, at));

const hasPower = (mandate: Mandate, { withdrawn, charter }: ManagerFacts, at: Instant): boolean =>
  mandate.suspended === null && mandate.charterVersion !== null && acceptable(charter, mandate.charterVersion, at) && !withdrawn.includes(mandate.personId);

/** Running, not suspended, charter accepted, person not withdrawn (and confirmed, or the mandate had not started). */
export const activeMandates = (state: AuthorityState, facts: ManagerFacts, at: Instant): readonly Mandate[] =>
  runningMandates(state, at).filter((mandate) => hasPower(mandate, facts, at));

/** BR-15: while nobody manages, mandates that ran out less than 30 days ago; their holders may still suspend and revoke. */
export const mandatesInGrace = (state: AuthorityState, facts: ManagerFacts, at: Instant): readonly Mandate[] => {
  const inGrace = Object.values(state.mandates).filter((mandate) => {
    const ranOut = mandate.ended === 'EXPIRED' || mandate.ended === null;
    const member = entry(state.members, mandate.memberId);
    const stillMember = member !== undefined && !isOver(member, at);
    return ranOut && stillMember && mandate.until <= at && at < plus(mandate.until, EXPIRY_GRACE) && hasPower(mandate, facts, at);
  });
  return inGrace.length > 0 && activeMandates(state, facts, at).length > 0 ? [] : inGrace;
};

/** From when nobody will manage, as things stand: planned ends, expiries and charters to accept again. */
const gapOn = (active: readonly Mandate[], state: AuthorityState, { charter }: ManagerFacts): Instant | null =>
  active.length === 0
    ? null
    : latest(...active.map((mandate) => earliest(endOf(mandate, state), sufficesUntil(charter, mandate.charterVersion ?? 0) ?? null)));

export type ManagerStanding = {
  readonly active: readonly Mandate[];
  readonly hasPrimary: boolean;
  /** BR-03: without one a permanent warning is shown. */
  readonly hasDeputy: boolean;
  readonly gapOn: Instant | null;
};

export const managerStanding = (state: AuthorityState, facts: ManagerFacts, at: Instant): ManagerStanding => {
  const active = activeMandates(state, facts, at);
  return {
    active,
    hasPrimary: active.some(({ kind }) => kind === 'PRIMARY'),
    hasDeputy: active.some(({ kind }) => kind === 'DEPUTY'),
    gapOn: gapOn(active, state, facts),
  };
};
