import { latest, type Instant } from '#kernel';
import { entry } from '../domain/looking-up.js';
import { offeredTo } from '../domain/offers.js';
import { isOver, runsAt } from '../domain/periods.js';
import type { Grant } from '../domain/grants.js';
import type { Mandate } from '../domain/mandates.js';
import type { Member } from '../domain/members.js';
import type { SeenSpace } from '../application/see-private-space.js';
import type { AuthorityView, GrantView, MandateView, MemberView, OfficeHolderView } from './space.answers.js';

type Standing = 'COMING' | 'RUNNING' | 'SUSPENDED' | 'OVER';

const standingOf = (period: { readonly from: Instant; readonly until: Instant | null }, at: Instant, ended = false, suspended = false): Standing => {
  if (ended || isOver(period, at)) return 'OVER';
  if (!runsAt(period, at)) return 'COMING';
  return suspended ? 'SUSPENDED' : 'RUNNING';
};

export const authorityView = ({ state: { authority, managerMissing }, managers }: SeenSpace): AuthorityView | undefined => {
  if (!authority) return undefined;
  const { hasPrimary, hasDeputy, gapOn } = managers;
  // BR-03: a deputy is recommended, so its absence is said as long as it lasts.
  const warnings = [...(managerMissing || !hasPrimary ? ['primary-missing'] : []), ...(hasDeputy ? [] : ['deputy-missing'])];
  return { ...authority, warnings, managersUntil: gapOn };
};

const ofPerson = ({ sight, actor }: SeenSpace, personId: string | null): boolean => sight === 'ALL' || (sight === 'OWN' && personId === actor.id);

export const officeHolderViews = (space: SeenSpace): readonly OfficeHolderView[] =>
  Object.values(space.state.officeHolders).filter(({ personId }) => ofPerson(space, personId));

/** Everybody in an authority may know who manages it ("Mes gestionnaires"); ended mandates are for those who see all. */
export const mandateViews = (space: SeenSpace): readonly MandateView[] => {
  const active = new Set(space.managers.active.map(({ mandateId }) => mandateId));
  const view = (mandate: Mandate): MandateView => ({
    ...mandate, active: active.has(mandate.mandateId), standing: standingOf(mandate, space.at, mandate.ended !== null, mandate.suspended !== null),
  });
  const seen = (mandate: Mandate): boolean => space.sight === 'ALL' || (space.sight === 'OWN' && (active.has(mandate.mandateId) || mandate.personId === space.actor.id));
  return Object.values(space.state.mandates).filter(seen).map(view);
};

export const memberViews = (space: SeenSpace): readonly MemberView[] =>
  Object.values(space.state.members).filter(({ personId }) => ofPerson(space, personId)).map((member) => memberView(member, space));

const isWithdrawn = ({ personId }: Member, { withdrawn }: SeenSpace): boolean => personId !== null && withdrawn.includes(personId);
const memberStanding = (member: Member, space: SeenSpace): Standing => standingOf(member, space.at, false, member.suspended !== null || isWithdrawn(member, space));

const memberView = (member: Member, space: SeenSpace): MemberView => {
  const { grants: _, ...details } = member;
  return {
    ...details, standing: memberStanding(member, space), identified: member.personId !== null, accessSuspended: isWithdrawn(member, space),
    runningGrants: grantsSeen(member, space).filter((grant) => grantView(grant, member, space).standing === 'RUNNING').length,
  };
};

export const grantViews = (space: SeenSpace, memberId: string): readonly GrantView[] => {
  const member = entry(space.state.members, memberId);
  if (!member || !ofPerson(space, member.personId)) return [];
  return grantsSeen(member, space).map((grant) => grantView(grant, member, space));
};

/** Who acts for some subjects only sees what others hold of them; what he holds himself he sees. */
const grantsSeen = ({ grants, personId }: Member, { subjects, actor }: SeenSpace): readonly Grant[] =>
  grants.filter(({ subject }) => subjects.length === 0 || subjects.includes(subject) || personId === actor.id);

/** A grant opens nothing while its member may not use it or is not known to be anybody, where no category of it is offered any more, and in an authority that is not open. */
const grantView = ({ ended, recordedAt, replaced, ...grant }: Grant, member: Member, space: SeenSpace): GrantView => {
  const { at, catalogue, state: { authority } } = space;
  const isOfferedHere = authority ? offeredTo(authority, catalogue) : () => false;
  const notOffered = grant.categories.filter((code) => !isOfferedHere(code));
  const opensNothing = notOffered.length === grant.categories.length
    && !(grant.includesFuture && Object.values(catalogue.categories).some(({ code, subject }) => subject === grant.subject && isOfferedHere(code)));
  const holder = memberStanding(member, space);
  const shut = opensNothing || holder === 'SUSPENDED' || member.personId === null || authority?.status !== 'OPEN';
  const standing = standingOf({ ...grant, from: latest(grant.from, member.from) }, at, ended || holder === 'OVER', shut);
  return { ...grant, memberId: member.memberId, grantedAt: recordedAt, replacedIn: replaced?.batchId ?? null, standing, notOffered };
};
