import type { Fact } from '#contracts';
import type { AccessState } from './access-state.js';
import { authorityHandlers } from './authority-handlers.js';
import { catalogueHandlers } from './catalogue-view.js';
import { charterHandlers } from './charter-view.js';
import { handled } from './handlers.js';
import { familyOf, type Family } from './sources.js';
import { staffHandlers } from './staff-view.js';
import { withdrawalHandlers } from './withdrawals-view.js';

/**
 * `applied`; `dropped`: applied before; `ignored`: of a stream that says nothing about access; `gap`: something before it
 * is missing; `unknown`: its type is of a later build. After the last two the source is parked until all heard of is applied.
 */
export type Applied = 'applied' | 'dropped' | 'ignored' | 'gap' | 'unknown';

export const applyFact = (state: AccessState, fact: Fact): Applied => {
  const { source, sequence, time } = fact;
  const family = familyOf(source);
  if (!family) return 'ignored';
  const next = state.versions.of(source) + 1;
  if (sequence < next) return 'dropped';
  if (sequence === next && tell(state, family, fact)) {
    state.versions.advance(source, sequence, time);
    return 'applied';
  }
  state.versions.park(source, sequence);
  return sequence === next ? 'unknown' : 'gap';
};

const tell = (state: AccessState, family: Family, fact: Fact): boolean => {
  state.changes += 1;
  switch (family.kind) {
    case 'authority': return handled(authorityHandlers, fact, state.authority(family.id), state);
    case 'withdrawal': return handled(withdrawalHandlers, fact, family.id, state.withdrawals);
    case 'catalogue': return handled(catalogueHandlers, fact, state.catalogue);
    case 'charter': return handled(charterHandlers, fact, state.charter);
    case 'staff': return handled(staffHandlers, fact, state.staff);
  }
};
