import type { Instant } from '#kernel';
import type { AccessState } from './access-state.js';
import type { AuthorityAccess, Tenure } from './authority-access.js';
import { runs } from './instants.js';
import type { HeldMandate } from './questions.js';
import { authoritySource, CHARTER, withdrawalSource } from './sources.js';
import { tenuresIn } from './tenures.js';

const heldAt = (at: Instant, { id: authorityId }: AuthorityAccess, { mandate, personId, active }: Tenure): HeldMandate => ({
  authorityId,
  mandateId: mandate.id,
  memberId: mandate.memberId,
  personId,
  kind: mandate.kind,
  from: mandate.from,
  until: mandate.until,
  active: active.some((period) => runs(period, at)),
});

/** The active managers of an authority. Complete or refused. */
export const managersOf = (state: AccessState, authorityId: string, at: Instant): readonly HeldMandate[] => {
  const authority = state.authorities.get(authorityId);
  const tenures = authority ? tenuresIn(state, authority) : [];
  state.versions.requireWhole(() => [CHARTER, authoritySource(authorityId), ...tenures.map(({ personId }) => withdrawalSource(personId))]);
  return tenures.flatMap((tenure) => (authority ? heldAt(at, authority, tenure) : [])).filter(({ active }) => active);
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
  return authority !== undefined && tenuresIn(state, authority).some((tenure) => tenure.personId === personId && tenure.active.some((period) => runs(period, at)));
};

const mandatesIn = (state: AccessState, authorityId: string, personId: string, at: Instant): readonly HeldMandate[] => {
  const authority = state.authorities.get(authorityId);
  return authority ? tenuresIn(state, authority).filter((tenure) => tenure.personId === personId).map((tenure) => heldAt(at, authority, tenure)) : [];
};
