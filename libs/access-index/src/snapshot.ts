import type { AuthorityType } from '#contracts';
import type { Instant } from '#kernel';
import { AccessState } from './access-state.js';
import { AppliedVersions, type VersionsSnapshot } from './applied-versions.js';
import type { AuthorityAccess, Mandate, Merger } from './authority-access.js';
import type { CategorySnapshot } from './catalogue-view.js';
import type { CharterVersion } from './charter-view.js';
import { HeldGrants, type Grant } from './held-grants.js';
import { identify, type Member } from './people.js';
import type { Appointment } from './staff-view.js';
import type { Withdrawal } from './withdrawals-view.js';

/** Raised with every change of what is written: a snapshot of another shape is not read. */
const SHAPE = 4;

type GrantSnapshot = Omit<Grant, 'categories'> & { readonly categories: readonly string[] };
type MemberSnapshot = Omit<Member, 'authorityId' | 'person' | 'grants'> & { readonly personId: string | null; readonly grants: readonly GrantSnapshot[] };
type MandateSnapshot = Omit<Mandate, 'person'> & { readonly personId: string };
type AuthoritySnapshot = {
  readonly id: string;
  readonly type: AuthorityType | null;
  readonly province: string | null;
  readonly openFrom: Instant;
  readonly supervisedFrom: Instant;
  readonly merger: Merger | null;
  readonly members: readonly MemberSnapshot[];
  readonly mandates: readonly MandateSnapshot[];
  readonly officeHolders: readonly (readonly [officeHolderId: string, personId: string])[];
};

/** An index written down as JSON: may be thrown away at any time. */
export type AccessSnapshot = {
  readonly shape: number;
  readonly versions: VersionsSnapshot;
  readonly categories: readonly CategorySnapshot[];
  readonly charter: readonly CharterVersion[];
  readonly withdrawals: readonly (readonly [personId: string, withdrawals: readonly Withdrawal[]])[];
  readonly staff: readonly Appointment[];
  readonly authorities: readonly AuthoritySnapshot[];
};

export class SnapshotOfAnotherShape extends Error {
  override readonly name = 'SnapshotOfAnotherShape';
  constructor() {
    super('this snapshot of the access index was written by another build: rebuild from the facts');
  }
}

export const writeSnapshot = (state: AccessState): AccessSnapshot => ({
  shape: SHAPE,
  versions: state.versions.snapshot(),
  categories: state.catalogue.snapshot(),
  charter: state.charter.versions,
  withdrawals: state.withdrawals.snapshot(),
  staff: state.staff.all(),
  authorities: [...state.authorities.values()].map((authority) => writeAuthority(state, authority)),
});

const writeAuthority = ({ sets }: AccessState, { id, type, province, openFrom, supervisedFrom, merger, members, mandates, officeHolders }: AuthorityAccess): AuthoritySnapshot => ({
  id, type, province, openFrom, supervisedFrom, merger,
  members: [...members.values()].map(({ authorityId: _, person, grants, ...member }) => ({
    ...member,
    personId: person?.id ?? null,
    grants: grants.all.map((grant) => ({ ...grant, categories: sets.codesOf(grant.categories) })),
  })),
  mandates: [...mandates.values()].map(({ person, accepted, ...mandate }) => ({ ...mandate, accepted: [...accepted], personId: person.id })),
  officeHolders: [...officeHolders],
});

/** @throws SnapshotOfAnotherShape */
export const readSnapshot = (snapshot: AccessSnapshot): AccessState => {
  if (snapshot.shape !== SHAPE) throw new SnapshotOfAnotherShape();
  const state = new AccessState(new AppliedVersions(snapshot.versions));
  for (const category of snapshot.categories) state.catalogue.keep(category);
  state.charter.versions = snapshot.charter;
  for (const [personId, withdrawals] of snapshot.withdrawals) for (const withdrawal of withdrawals) state.withdrawals.record(personId, withdrawal);
  for (const appointment of snapshot.staff) state.staff.appoint(appointment);
  for (const authority of snapshot.authorities) readAuthority(state, authority);
  return state;
};

const readAuthority = (state: AccessState, { id, merger, members, mandates, officeHolders, ...details }: AuthoritySnapshot): void => {
  const authority = Object.assign(state.authority(id), details);
  state.merge(authority, merger);
  for (const { personId, grants, ...member } of members) {
    const held = new HeldGrants(state.sets, grants.map((grant) => ({ ...grant, categories: state.sets.of(grant.categories) })));
    readMember(state, authority, personId, { ...member, authorityId: id, person: null, grants: held });
  }
  for (const { personId, accepted, ...mandate } of mandates) {
    authority.mandates.set(mandate.id, { ...mandate, accepted: [...accepted], person: state.people.known(personId) });
  }
  for (const [officeHolderId, personId] of officeHolders) authority.officeHolders.set(officeHolderId, personId);
};

const readMember = (state: AccessState, authority: AuthorityAccess, personId: string | null, member: Member): void => {
  authority.enrol(member);
  if (personId !== null) identify(member, state.people.known(personId), member.identifiedAt);
};
