import { DAY, plus } from '#kernel';
import type { AccessState } from './access-state.js';
import type { AuthorityAccess, Mandate, Tenure, Tenures } from './authority-access.js';
import { later, NEVER, sooner } from './instants.js';

const GRACE = 30 * DAY;

/** Worked out once, and again when anything was applied since: a manager is asked for at every check. */
export const tenuresIn = (state: AccessState, authority: AuthorityAccess): Tenures['list'] => {
  const { changes } = state;
  if (authority.tenures?.changes === changes) return authority.tenures.list;
  const list = [...authority.mandates.values()].flatMap((mandate) => tenuresOf(mandate, state, authority));
  authority.tenures = { changes, list };
  return list;
};

/**
 * When a mandate gives its powers: running as long as its membership does, not suspended, charter accepted, person confirmed
 * and not withdrawn. For 30 days after it ran out all of that but its time is asked for again.
 */
const tenuresOf = (mandate: Mandate, state: AccessState, authority: AuthorityAccess): readonly Tenure[] => {
  const member = authority.members.get(mandate.memberId);
  if (member?.person !== mandate.person) return [];
  const from = [mandate.activeFrom, member.identifiedAt, state.withdrawals.clearFrom(mandate.person, authority.id)].reduce(later, mandate.from);
  if (from === NEVER) return [];
  const times = [{ inGrace: false, from, until: mandate.until }, { inGrace: true, from: later(from, mandate.until), until: plus(mandate.until, GRACE) }];
  return mandate.accepted.flatMap(({ version, at }) => {
    const period = state.charter.suffices(version);
    if (!period) return [];
    return times.map((time) => ({
      personId: mandate.person.id, inGrace: time.inGrace, from: [at, period.from].reduce(later, time.from), until: [member.until, period.until].reduce(sooner, time.until),
    }));
  });
};
