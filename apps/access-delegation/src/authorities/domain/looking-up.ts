import { refuseStanding } from '../../capacities/domain/capacities.js';
import type { Authority, Guarded } from './authority.js';
import { refuse } from './authority.refusals.js';
import type { Grant } from './grants.js';
import type { Mandate } from './mandates.js';
import type { Member } from './members.js';
import type { AuthorityState } from './private-space.js';

/** Keys come from outside: what every object inherits is no entry. */
export const entry = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;
export const without = <Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));

const found = <Value>(value: Value | null | undefined): Value => {
  if (value === null || value === undefined) throw refuseStanding('not-found');
  return value;
};

export const authorityIn = (state: AuthorityState): Authority => found(state.authority);
export const mandateIn = (state: AuthorityState, mandateId: string): Mandate => found(entry(state.mandates, mandateId));
export const memberIn = (state: AuthorityState, memberId: string): Member => found(entry(state.members, memberId));
export const grantHeld = ({ grants }: Member, grantId: string): Grant | undefined => grants.find((grant) => grant.grantId === grantId);
export const grantIn = (member: Member, grantId: string): Grant => found(grantHeld(member, grantId));

export const openAuthorityIn = (state: AuthorityState): Authority => {
  const authority = authorityIn(state);
  if (authority.status === 'MERGED') throw refuse('authority-merged');
  if (authority.status !== 'OPEN') throw refuse('authority-closed');
  return authority;
};

export const mustMatch = ({ ifMatch }: Guarded, version: number): void => {
  if (ifMatch !== undefined && ifMatch !== version) throw refuse('stale', { version });
};

/** Why, as a code and in words: with the events only where it was given. */
export const because = (reason: string | undefined, note?: string): { readonly reasonCode?: string; readonly note?: string } =>
  ({ ...(reason ? { reasonCode: reason } : {}), ...(note ? { note } : {}) });
export const concerns = ({ personId, memberId }: { readonly personId: string | null; readonly memberId: string }): string => personId ?? memberId;
