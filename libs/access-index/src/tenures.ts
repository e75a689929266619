import type { Instant } from '#kernel';
import type { AccessState } from './access-state.js';
import type { AuthorityAccess, Mandate, Tenures } from './authority-access.js';
import { later, NEVER, sooner, type Period } from './instants.js';

/** Worked out once, and again when anything was applied since: a manager is asked for at every check. */
export const tenuresIn = (state: AccessState, authority: AuthorityAccess): Tenures['list'] => {
  const { changes } = state;
  if (authority.tenures?.changes === changes) return authority.tenures.list;
  const list = [...authority.mandates.values()].map((mandate) => ({ mandate, personId: mandate.person.id, active: activePeriods(state, authority, mandate) }));
  authority.tenures = { changes, list };
  return list;
};

/** When a mandate gives its powers: running, not suspended, charter accepted, person confirmed and not withdrawn. */
const activePeriods = (state: AccessState, authority: AuthorityAccess, mandate: Mandate): readonly Period[] => {
  const clearFrom = state.withdrawals.clearFrom(mandate.person, authority.id);
  const from = [mandate.activeFrom, confirmedFrom(authority, mandate), clearFrom].reduce(later, mandate.from);
  return from === NEVER ? [] : mandate.accepted.flatMap(({ version, at }) => {
    const period = state.charter.suffices(version);
    return period ? [{ from: [at, period.from].reduce(later, from), until: sooner(mandate.until, period.until) }] : [];
  });
};

const confirmedFrom = ({ members }: AuthorityAccess, { memberId, person }: Mandate): Instant => {
  const member = members.get(memberId);
  return member?.person === person ? member.identifiedAt : NEVER;
};
