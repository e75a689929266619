import { replacedBy } from './bulk-undoing.js';
import { entry } from './looking-up.js';
import type { AuthorityCommand, AuthorityState } from './private-space.js';

/** Whom a decision needs identity's word about. */
export const personsNamed = ({ data }: AuthorityCommand): readonly string[] => ('personId' in data ? [data.personId] : []);

/** Whom a decision needs the Region's word about: the managers, and those whom the command names. */
export const personsConcerned = (command: AuthorityCommand, state: AuthorityState): readonly string[] => {
  const managers = Object.values(state.mandates).filter(({ ended }) => ended === null || ended === 'EXPIRED').map(({ personId }) => personId);
  const members = membersNamed(command, state).map((memberId) => entry(state.members, memberId)?.personId ?? null);
  return [...new Set([...managers, ...members, ...personsNamed(command)])].filter((personId) => personId !== null);
};

const membersNamed = ({ type, data }: AuthorityCommand, state: AuthorityState): readonly string[] => {
  if (type === 'GrantInBulk') return data.lines.map(({ memberId }) => memberId);
  if (type === 'UndoBulk') return replacedBy(data.batchId, state).map(({ memberId }) => memberId);
  return 'memberId' in data ? [data.memberId] : [];
};
