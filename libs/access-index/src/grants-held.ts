import type { Instant } from '#kernel';
import type { AccessState } from './access-state.js';
import type { AuthorityAccess } from './authority-access.js';
import { categoryCauses, when } from './causes.js';
import type { Grant } from './held-grants.js';
import { runs } from './instants.js';
import type { Member } from './people.js';
import type { Denial, GrantHeld } from './questions.js';
import { authoritySource, CATALOGUE, withdrawalSource } from './sources.js';

/** Every grant of the authority that runs, its membership too, whatever else stands in the way. Complete or refused. */
export const grantsHeld = (state: AccessState, authorityId: string, at: Instant): readonly GrantHeld[] => {
  const authority = state.authorities.get(authorityId);
  const members = [...authority?.members.values() ?? []].filter((member) => runs(member, at));
  state.versions.requireWhole(() => [CATALOGUE, authoritySource(authorityId), ...members.flatMap(({ person }) => (person ? [withdrawalSource(person.id)] : []))]);
  return authority ? members.flatMap((member) => heldBy(state, authority, member, at)) : [];
};

const heldBy = (state: AccessState, authority: AuthorityAccess, member: Member, at: Instant): readonly GrantHeld[] => {
  const causes = [...when(at < authority.openFrom, 'authority-closed'), ...memberCauses(state, authority, member, at)];
  return member.grants.all.filter((grant) => runs(grant, at)).map((grant) => ({
    grantId: grant.id, memberId: member.id, personId: member.person?.id ?? null, role: grant.role,
    categories: codesIn(state, member, grant).map((code) => ({ category: code, causes: [...causes, ...categoryCauses(authority, state.catalogue.find(code), at)] })),
  }));
};

const memberCauses = (state: AccessState, { id }: AuthorityAccess, { person, identifiedAt, activeFrom }: Member, at: Instant): readonly Denial[] => [
  ...when(person === null || at < identifiedAt, 'not-a-member'),
  ...when(person !== null && at < state.withdrawals.clearFrom(person, id), 'access-suspended'),
  ...when(at < activeFrom, 'member-suspended'),
];

/** Categories that the grant covers, in the order of the catalogue, then those that are no longer or not yet in it. */
const codesIn = ({ catalogue, sets }: AccessState, { grants }: Member, grant: Grant): readonly string[] => {
  const covered = [...catalogue.all()].filter((category) => grants.covering(category).includes(grant)).map(({ code }) => code);
  return [...new Set([...covered, ...sets.codesOf(grant.categories)])];
};
