import type { Actor } from '#kernel';
import { refusals } from '#kernel';

/** In which capacity somebody looks; of several the first that permits. */
export type ViewerCapacity = 'OFFICE_HOLDER' | 'MANAGER' | 'MANAGER_IN_GRACE' | 'OFFICER' | 'HELPDESK' | 'AUDITOR' | 'MEMBER';

/** What facts say about the one who looks. */
export type Standings = {
  holdsOffice(personId: string, authorityId: string): boolean;
  manages(personId: string, authorityId: string): boolean;
  /** His mandate ran out less than 30 days ago: he still looks, suspends and revokes. */
  managesInGrace(personId: string, authorityId: string): boolean;
  /** Acts for the Region in every subject; in the province of the authority, or everywhere (null): a history is cut by neither. */
  staff(personId: string, held: 'OFFICER' | 'HELPDESK' | 'AUDITOR', where: string | null): boolean;
  isAuthority(authorityId: string): boolean;
  /** The authority it was merged into. */
  successorOf(authorityId: string): string | null;
};

/** Under which name an operator acts. */
export const COMMAND_LINE = 'command-line';

export type Looking = { readonly actor: Actor; readonly ticket?: string | undefined };

export const refuseLooking = refusals({
  'not-found': ['not-found', 'There is no such trail, or it is not yours to see.'],
  'audit-unavailable': ['unavailable', 'What decides who may look is not up to date here; ask again.'],
  'not-yet-told': ['unavailable', 'What you have seen is not told here yet; ask again.'],
  'as-of-not-past': ['invalid', 'Only the past can be asked for: give an instant that is over.'],
  'period-empty': ['invalid', 'The end must come after the beginning.'],
});

const first = (capacities: readonly (readonly [ViewerCapacity, () => boolean])[]): ViewerCapacity => {
  const found = capacities.find(([, holds]) => holds());
  if (!found) throw refuseLooking('not-found');
  return found[0];
};

const regional = ({ actor: { id }, ticket }: Looking, where: string | null, standings: Standings) => [
  ['HELPDESK', () => ticket !== undefined && standings.staff(id, 'HELPDESK', where)],
  ['AUDITOR', () => standings.staff(id, 'AUDITOR', where)],
] as const;

/** An authority and those it was merged into, one after the other. */
export const successionOf = (authorityId: string, standings: Pick<Standings, 'successorOf'>): readonly string[] => {
  const line: string[] = [];
  for (let next: string | null = authorityId; next !== null && !line.includes(next); next = standings.successorOf(next)) line.push(next);
  return line;
};

/** Its managers, in their days of grace too, and signatories or those of a successor (BR-06), officers and, on a ticket, the helpdesk of its province without limits of subject, and auditors. @throws `not-found` */
export const lookAtAuthority = (looking: Looking, authorityId: string, standings: Standings): ViewerCapacity => {
  const { id } = looking.actor;
  if (!standings.isAuthority(authorityId)) throw refuseLooking('not-found');
  const line = successionOf(authorityId, standings);
  return first([
    ['OFFICE_HOLDER', () => line.some((one) => standings.holdsOffice(id, one))],
    ['MANAGER', () => line.some((one) => standings.manages(id, one))],
    ['MANAGER_IN_GRACE', () => line.some((one) => standings.managesInGrace(id, one))],
    ['OFFICER', () => standings.staff(id, 'OFFICER', authorityId)],
    ...regional(looking, authorityId, standings),
  ]);
};

/** The person, auditors, and on a ticket the helpdesk that acts everywhere. @throws `not-found` */
export const lookAtPerson = (looking: Looking, personId: string, standings: Standings): ViewerCapacity =>
  first([['MEMBER', () => looking.actor.id === personId], ...regional(looking, null, standings)]);

/** Auditors, and the helpdesk as for a person: nobody is the operator. @throws `not-found` */
export const lookAtOperator = (looking: Looking, standings: Standings): ViewerCapacity => first(regional(looking, null, standings));

/** Auditors: it concerns nobody in particular. @throws `not-found` */
export const lookAtRegion = ({ actor }: Looking, standings: Standings): ViewerCapacity => first([['AUDITOR', () => standings.staff(actor.id, 'AUDITOR', null)]]);
