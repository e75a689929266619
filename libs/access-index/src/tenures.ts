import type { AccessState } from './access-state.js';
import type { AuthorityAccess, Mandate, Tenure, Tenures } from './authority-access.js';
import { later, NEVER, sooner } from './instants.js';

/** Worked out once, and again when anything was applied since: a manager is asked for at every check. */
export const tenuresIn = (state: AccessState, authority: AuthorityAccess): Tenures['list'] => {
  const { changes } = state;
  if (authority.tenures?.changes === changes) return authority.tenures.list;
  const list = [...authority.mandates.values()].flatMap((mandate) => tenuresOf(mandate, state, authority));
  authority.tenures = { changes, list };
  return list;
};

/** When a mandate gives its powers: running as long as its membership does, not suspended, charter accepted, person confirmed and not withdrawn. */
const tenuresOf = (mandate: Mandate, state: AccessState, authority: AuthorityAccess): readonly Tenure[] => {
  const member = authority.members.get(mandate.memberId);
  if (member?.person !== mandate.person) return [];
  const from = [mandate.activeFrom, member.identifiedAt, state.withdrawals.clearFrom(mandate.person, authority.id)].reduce(later, mandate.from);
  if (from === NEVER) return [];
  const until = sooner(mandate.until, member.until);
  return mandate.accepted.flatMap(({ version, at }) => {
    const period = state.charter.suffices(version);
    return period ? [{ personId: mandate.person.id, from: [at, period.from].reduce(later, from), until: sooner(until, period.until) }] : [];
  });
};
