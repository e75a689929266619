import { ACCESS_ROLES, ACTIONS } from '#contracts';
import type { Instant } from '#kernel';
import type { AccessState } from './access-state.js';
import type { AuthorityAccess } from './authority-access.js';
import type { Category } from './catalogue-view.js';
import { runs } from './instants.js';
import type { Person } from './people.js';
import type { Holder, Holdings, HoldersQuestion, HoldingsQuestion } from './questions.js';
import { authoritySource, CATALOGUE, withdrawalSource } from './sources.js';
import { entranceTo, waysIn } from './ways-in.js';

/** Everybody who may, with the roles and grants that give it. Complete or refused. */
export const whoMay = (state: AccessState, { action, authorityId, category: code, at }: HoldersQuestion): readonly Holder[] => {
  state.versions.requireWhole(() => [CATALOGUE, ...state.withSuccessors(authorityId).map(authoritySource)]);
  const authority = state.authorities.get(authorityId);
  const category = state.catalogue.find(code);
  if (!authority || !category) return [];
  const entrance = entranceTo(state, authority, action);
  const holders: Holder[] = [];
  for (const person of entrance.host.persons()) {
    state.versions.requireWhole(() => [withdrawalSource(person.id)]);
    const grants = waysIn(state, person, action, authority, category, entrance).filter((way) => runs(way, at)).map(({ grant }) => grant);
    if (grants.length === 0) continue;
    holders.push({ personId: person.id, roles: ACCESS_ROLES.filter((role) => grants.some((grant) => grant.role === role)), grantIds: grants.map(({ id }) => id) });
  }
  return holders;
};

/** All that a person may do, by authority and category; without `authorityId`, in every authority. Complete or refused. */
export const whatMay = (state: AccessState, { personId, at, authorityId }: HoldingsQuestion): readonly Holdings[] => {
  state.versions.requireWhole(() => [CATALOGUE, withdrawalSource(personId), ...(authorityId === undefined ? [] : state.withSuccessors(authorityId).map(authoritySource))]);
  if (authorityId === undefined) state.versions.requireWholeAuthorities();
  const person = state.people.find(personId);
  if (!person) return [];
  return authoritiesOf(state, person, authorityId)
    .map((authority) => ({ authorityId: authority.id, categories: holdingsIn(state, person, authority, at) }))
    .filter(({ categories }) => categories.length > 0);
};

const authoritiesOf = (state: AccessState, person: Person, authorityId: string | undefined): readonly AuthorityAccess[] => {
  const ids = authorityId === undefined ? new Set(person.memberships.flatMap((member) => [...state.withPredecessors(member.authorityId)])) : [authorityId];
  return [...ids].flatMap((id) => state.authorities.get(id) ?? []);
};

const holdingsIn = (state: AccessState, person: Person, authority: AuthorityAccess, at: Instant): Holdings['categories'] => {
  const open: { category: string; actions: Holdings['categories'][number]['actions'] }[] = [];
  const may = (action: (typeof ACTIONS)[number], category: Category): boolean => waysIn(state, person, action, authority, category).some((way) => runs(way, at));
  for (const category of state.catalogue.all()) {
    // Every role implies READER: who may not read may do nothing.
    if (may('read', category)) open.push({ category: category.code, actions: ACTIONS.filter((action) => may(action, category)) });
  }
  return open;
};
