import { reaches, type Actor, type Circumstances, type Standing } from '#kernel';
import { actAs, capacitiesOfKind, refuseStanding, type ActorFacts, type Capacity, type Held } from '../../capacities/domain/capacities.js';
import { heldInProvince, type MayDo } from '../../staff/domain/regional-standing.js';
import { designeeOf, type Designation } from './designation-state.js';
import type { Content, DesignatingAuthority, DesignationCommand, DesignationFacts } from './designations.js';

type CommandType = DesignationCommand['type'];
export type Part = 'DRAFTER' | 'SIGNATORY' | 'DESIGNEE';
const ANY_PART: readonly Part[] = ['DRAFTER', 'SIGNATORY', 'DESIGNEE'];

export const mayDo: MayDo<DesignationCommand> = {
  DraftDesignation: ['HELPDESK', 'ANYONE'],
  RedraftDesignation: ['HELPDESK', 'ANYONE'],
  SignDesignation: ['OFFICE_HOLDER', 'ANYONE'],
  StartReview: ['OFFICER'],
  RequestInformation: ['OFFICER'],
  ProvideInformation: ['ANYONE'],
  VerifyCapacity: ['OFFICER'],
  ApproveDesignation: ['OFFICER'],
  RefuseDesignation: ['OFFICER'],
  WithdrawDesignation: ['ANYONE'],
  AcceptDesignation: ['ANYONE'],
  DeclineDesignation: ['ANYONE'],
  LapseDesignation: ['SYSTEM'],
  IdentifyDesignee: ['SYSTEM'],
  RecordEffect: ['SYSTEM'],
  RecordNoEffect: ['SYSTEM'],
};

/** Commands that ask for a part in this very designation, whatever the capacity. */
const PARTS: Readonly<Partial<Record<CommandType, readonly Part[]>>> = {
  RedraftDesignation: ['DRAFTER'],
  SignDesignation: ['SIGNATORY'],
  ProvideInformation: ANY_PART,
  WithdrawDesignation: ANY_PART,
  AcceptDesignation: ['DESIGNEE'],
  DeclineDesignation: ['DESIGNEE'],
};

export const partsOf = (designation: Designation, personId: string): readonly Part[] => {
  const plays: Readonly<Record<Part, boolean>> = {
    DRAFTER: designation.draftedBy === personId,
    SIGNATORY: designation.content.signatories.some((signatory) => signatory.personId === personId),
    DESIGNEE: designeeOf(designation) === personId,
  };
  return ANY_PART.filter((part) => plays[part]);
};

/** On paper it is entered by the helpdesk. */
const entering = ({ onPaper }: Content): Capacity => (onPaper ? 'HELPDESK' : 'ANYONE');

/** Who drafts begins a designation; a later draft is for the same person to make. */
export const standingToDraft = (content: Content, on: Circumstances & DesignationFacts): Standing =>
  standing('DraftDesignation', [], entering(content), on);
export const standingToRedraft = (content: Content, before: Designation, on: Circumstances & DesignationFacts): Standing =>
  standing('RedraftDesignation', partsOf(before, on.actor.id), entering(content), on);

export const standingIn = (designation: Designation, type: CommandType, on: Circumstances & DesignationFacts): Standing =>
  standing(type, partsOf(designation, on.actor.id), null, on);

const standing = (type: CommandType, parts: readonly Part[], only: Capacity | null, on: Circumstances & DesignationFacts): Standing => {
  const held = heldIn(on.actor, on, on.authority);
  const asked = PARTS[type];
  const permits = ({ capacity }: Held): boolean =>
    mayDo[type].includes(capacity) && (only === null || capacity === only) && (asked === undefined || asked.some((part) => parts.includes(part)));
  // Those whom it involves know that it exists: they are told what they may not, not that it is absent.
  if (parts.length > 0 && ![...held, ...capacitiesOfKind(on.actor)].some(permits)) throw refuseStanding('capacity-not-sufficient');
  const as = actAs(on.actor, held, permits, on.withdrawn);
  if (on.actor.kind === 'person' && !reaches(on.actor.assurance, 'high')) throw refuseStanding('assurance-too-low');
  return as;
};

const heldIn = (actor: Actor, { functions }: ActorFacts, authority: DesignatingAuthority | null): readonly Held[] => {
  if (actor.kind !== 'person') return [];
  const office: readonly Held[] = authority?.officeHolderPersonIds.includes(actor.id) ? [{ capacity: 'OFFICE_HOLDER' }] : [];
  const member: readonly Held[] = authority?.memberPersonIds.includes(actor.id) ? [{ capacity: 'MEMBER' }] : [];
  return [...office, ...member, ...heldInProvince(actor, functions, authority?.province ?? null)];
};

/** Somebody who asks to see a designation: what he is at the Region and in its authority, whose province is given. */
export type Viewer = ActorFacts & {
  readonly actor: Actor;
  readonly province: string | null;
  readonly manages: boolean;
  readonly holdsOffice: boolean;
};

export const maySee = (designation: Designation, { actor, functions, withdrawn, province, manages, holdsOffice }: Viewer): boolean => {
  if (withdrawn || actor.kind !== 'person') return false;
  const reviews = heldInProvince(actor, functions, province).some(({ capacity }) => capacity === 'OFFICER' || capacity === 'HELPDESK');
  return reviews || manages || holdsOffice || partsOf(designation, actor.id).length > 0;
};
