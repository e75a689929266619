import type { Instant } from '#kernel';
import { reaches } from '#kernel';
import type { AccessState } from './access-state.js';
import { belongsFrom, type AuthorityAccess } from './authority-access.js';
import { offeredFrom, requiredAssurance, type Category } from './catalogue-view.js';
import type { Member } from './people.js';
import type { AccessQuestion, Denial } from './questions.js';
import { gives } from './roles.js';
import { clearFrom, entranceTo, type Entrance } from './ways-in.js';

/** All that stands in the way of a question, in the order of {@link DENIALS}; empty exactly when the answer is yes. */
export const causesOf = (state: AccessState, question: AccessQuestion): readonly Denial[] => {
  const authority = state.authorities.get(question.authorityId);
  if (!authority || authority.type === null) return ['authority-unknown'];
  const category = state.catalogue.find(question.category);
  const entrance = entranceTo(state, authority, question.action);
  return [
    ...when(question.at < entrance.from, 'authority-closed'),
    ...categoryCauses(authority, category, question.at),
    ...personCauses(state, authority, entrance, category, question),
    ...when(tooLow(question, category), 'assurance-too-low'),
  ];
};

export const when = (holds: boolean, denial: Denial): readonly Denial[] => (holds ? [denial] : []);

const tooLow = ({ action, assurance }: AccessQuestion, category: Category | undefined): boolean =>
  category !== undefined && assurance !== undefined && !reaches(assurance, requiredAssurance(action, category));

export const categoryCauses = (authority: AuthorityAccess, category: Category | undefined, at: Instant): readonly Denial[] => {
  if (!category) return ['category-unknown'];
  if (at < category.openFrom) return ['category-closed'];
  return when(at < offeredFrom(category, authority.type, authority.supervisedFrom), 'category-not-offered');
};

const personCauses = (
  state: AccessState, authority: AuthorityAccess, entrance: Entrance, category: Category | undefined, question: AccessQuestion,
): readonly Denial[] => {
  const person = state.people.find(question.personId);
  if (!person) return ['not-a-member'];
  const memberships = nearest(entrance.host.membershipsOf(person), question.at);
  return [
    ...when(question.at < clearFrom(state, person, authority, entrance), 'access-suspended'),
    ...memberships.causes,
    ...(category ? grantCauses(memberships.members, category, question) : []),
  ];
};

/** The memberships that come nearest to running, and what they lack. */
const nearest = (members: readonly Member[], at: Instant): { readonly members: readonly Member[]; readonly causes: readonly Denial[] } => {
  for (const lacking of [undefined, 'member-suspended', 'membership-not-started', 'membership-ended'] as const) {
    const found = members.filter((member) => lack(member, at) === lacking);
    if (found.length > 0) return { members: found, causes: lacking ? [lacking] : [] };
  }
  return { members: [], causes: ['not-a-member'] };
};

const lack = (member: Member, at: Instant): 'membership-ended' | 'membership-not-started' | 'member-suspended' | undefined => {
  if (at >= member.until) return 'membership-ended';
  if (at < belongsFrom(member)) return 'membership-not-started';
  return at < member.activeFrom ? 'member-suspended' : undefined;
};

const grantCauses = (members: readonly Member[], category: Category, { action, at }: AccessQuestion): readonly Denial[] => {
  if (members.length === 0) return [];
  const covering = members.flatMap(({ grants }) => grants.covering(category));
  const enough = covering.filter(({ role }) => gives(role, action));
  if (enough.some(({ from, until }) => from <= at && at < until)) return [];
  const causes = [
    ...when(enough.some(({ from }) => at < from), 'grant-not-started'),
    ...when(enough.some(({ from, until }) => from <= at && until <= at), 'grant-expired'),
    ...when(covering.some(({ role, from, until }) => !gives(role, action) && from <= at && at < until), 'role-insufficient'),
  ];
  return causes.length > 0 ? causes : ['no-grant'];
};
