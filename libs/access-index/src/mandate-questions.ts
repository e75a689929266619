import type { Instant } from '#kernel';
import type { AccessState } from './access-state.js';
import type { AuthorityAccess, Mandate } from './authority-access.js';
import { runs } from './instants.js';
import type { HeldMandate } from './questions.js';
import { authoritySource, CHARTER, withdrawalSource } from './sources.js';

/** Running, not suspended, charter accepted, person confirmed and not withdrawn. */
const isActive = (state: AccessState, authority: AuthorityAccess, mandate: Mandate, at: Instant): boolean =>
  runs(mandate, at)
  && mandate.activeFrom <= at
  && charterHolds(state, mandate, at)
  && isConfirmed(authority, mandate, at)
  && state.withdrawals.clearFrom(mandate.person, authority.id) <= at;

const charterHolds = ({ charter }: AccessState, { accepted }: Mandate, at: Instant): boolean =>
  accepted.some((acceptance) => {
    const period = charter.suffices(acceptance.version);
    return period !== undefined && acceptance.at <= at && runs(period, at);
  });

const isConfirmed = ({ members }: AuthorityAccess, { memberId, person }: Mandate, at: Instant): boolean => {
  const member = members.get(memberId);
  return member?.person === person && member.identifiedAt <= at;
};

const held = (state: AccessState, authority: AuthorityAccess, mandate: Mandate, at: Instant): HeldMandate => ({
  authorityId: authority.id,
  mandateId: mandate.id,
  memberId: mandate.memberId,
  personId: mandate.person.id,
  kind: mandate.kind,
  from: mandate.from,
  until: mandate.until,
  active: isActive(state, authority, mandate, at),
});

/** The active managers of an authority. Complete or refused. */
export const managersOf = (state: AccessState, authorityId: string, at: Instant): readonly HeldMandate[] => {
  const authority = state.authorities.get(authorityId);
  const mandates = [...(authority?.mandates.values() ?? [])];
  state.versions.requireWhole(() => [CHARTER, authoritySource(authorityId), ...mandates.map(({ person }) => withdrawalSource(person.id))]);
  return mandates.flatMap((mandate) => (authority ? held(state, authority, mandate, at) : [])).filter(({ active }) => active);
};

/** The mandates of a person that were not ended, active or not; expired ones stay. Complete or refused. */
export const mandatesOf = (state: AccessState, personId: string, at: Instant): readonly HeldMandate[] => {
  state.versions.requireWholeAuthorities();
  state.versions.requireWhole(() => [CHARTER, withdrawalSource(personId)]);
  return (state.people.find(personId)?.authorityIds ?? []).flatMap((id) => mandatesIn(state, id, personId, at));
};

export const manages = (state: AccessState, personId: string, authorityId: string, at: Instant): boolean => {
  state.versions.requireWhole(() => [CHARTER, authoritySource(authorityId), withdrawalSource(personId)]);
  const authority = state.authorities.get(authorityId);
  if (!authority) return false;
  for (const mandate of authority.mandates.values()) if (mandate.person.id === personId && isActive(state, authority, mandate, at)) return true;
  return false;
};

const mandatesIn = (state: AccessState, authorityId: string, personId: string, at: Instant): readonly HeldMandate[] => {
  const authority = state.authorities.get(authorityId);
  if (!authority) return [];
  return [...authority.mandates.values()].filter(({ person }) => person.id === personId).map((mandate) => held(state, authority, mandate, at));
};
