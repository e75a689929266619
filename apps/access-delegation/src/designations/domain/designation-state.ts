import { DAY, plus, type Decider, type Instant, type Recording } from '#kernel';
import { saidAfter, type Said } from './designation-said.js';
import type { Content, DesignationCommand, DesignationDrafted, DesignationEvent, Piece } from './designations.js';

export type DesignationStatus =
  | 'DRAFT' | 'AWAITING_SIGNATURES' | 'SUBMITTED' | 'UNDER_REVIEW' | 'INFORMATION_REQUESTED' | 'APPROVED'
  | 'REFUSED' | 'WITHDRAWN' | 'LAPSED' | 'TOOK_EFFECT' | 'WITHOUT_EFFECT';

export type Designation = {
  readonly status: DesignationStatus;
  readonly content: Content;
  readonly draftedBy: string;
  /** Persons who signed, and those whose capacity the Region verified. */
  readonly signed: readonly string[];
  readonly verified: readonly string[];
  readonly addedPieces: readonly Piece[];
  readonly said: readonly Said[];
  readonly acceptance: { readonly personId: string; readonly charterVersion: number } | null;
  readonly identifiedAs: string | null;
  readonly approvedBy: string | null;
  readonly mandateId: string | null;
  /** Until when the stage may last. */
  readonly deadline: Instant | null;
};
export type DesignationState = Designation | null;

export const ANSWER_WITHIN = 30 * DAY;

/** The person designated, as far as it is known who that is. */
export const designeeOf = ({ identifiedAs, content }: Designation): string => identifiedAs ?? content.designeeId;

/** An acceptance counts for whoever the designated person turns out to be. */
export const isAccepted = (designation: Designation): boolean => designation.acceptance?.personId === designeeOf(designation);

/** Approved, accepted, and identity has confirmed by whom: the mandate can be started. */
export const readyForEffect = (state: DesignationState): boolean =>
  state !== null && state.status === 'APPROVED' && state.identifiedAs !== null && isAccepted(state);

/** When the designation lapses unless something comes; null when nothing is waited for. */
export const dueAt = (state: DesignationState): Instant | null => {
  if (state === null || (state.status === 'APPROVED' && isAccepted(state))) return null;
  return state.deadline;
};

/** The status that counts: a deadline that has passed closes the stage before anybody records it. */
export const statusAt = (designation: Designation, at: Instant): DesignationStatus => {
  const due = dueAt(designation);
  return due !== null && due <= at ? 'LAPSED' : designation.status;
};

/** The content in one order, so that the same content has the same hash everywhere. */
export const contentText = (content: Content): string => JSON.stringify([
  content.designationId, content.authorityId, content.designeeId, content.memberId, content.kind, content.function, content.from, content.until,
  content.signatories.map(({ personId, capacity, byDelegation }) => [personId, capacity, byDelegation]),
  content.pieces.map(({ kind, reference, sha256 }) => [kind, reference, sha256]), content.onPaper,
]);

export const evolve: Decider<DesignationState, DesignationCommand, DesignationEvent>['evolve'] = (state, event, recording) => {
  if (event.type === 'DesignationDrafted') return drafted(event.data, recording, state);
  return state === null ? null : { ...changed(state, event, recording), said: saidAfter(state.said, event, recording) };
};

const drafted = ({ draftedBy, ...content }: DesignationDrafted['data'], { recordedAt }: Recording, before: DesignationState): Designation => ({
  status: 'DRAFT', content, draftedBy, signed: [], verified: [], addedPieces: [], said: [], acceptance: null, approvedBy: null, mandateId: null,
  identifiedAs: before?.content.designeeId === content.designeeId ? before.identifiedAs : null,
  deadline: plus(recordedAt, ANSWER_WITHIN),
});

type Later = Exclude<DesignationEvent, { type: 'DesignationDrafted' }>;
const changed = (state: Designation, { type, data }: Later, { recordedAt }: Recording): Designation => {
  const to = (status: DesignationStatus, deadline: Instant | null = null): Designation => ({ ...state, status, deadline });
  switch (type) {
    // The 30 days for signatures begin with the first of them.
    case 'DesignationSigned': {
      const deadline = state.status === 'DRAFT' ? plus(recordedAt, ANSWER_WITHIN) : state.deadline;
      return { ...to('AWAITING_SIGNATURES', deadline), signed: [...state.signed, data.personId] };
    }
    case 'DesignationSubmitted': return to('SUBMITTED');
    case 'DesignationAccepted': return { ...state, acceptance: { personId: data.personId, charterVersion: data.charterVersion } };
    case 'ReviewStarted': return to('UNDER_REVIEW');
    case 'InformationRequested': return to('INFORMATION_REQUESTED', plus(recordedAt, ANSWER_WITHIN));
    case 'InformationProvided': return { ...to('UNDER_REVIEW'), addedPieces: [...state.addedPieces, ...data.pieces] };
    case 'CapacityVerified': return { ...state, verified: [...state.verified, data.personId] };
    case 'DesignationApproved': return { ...to('APPROVED', data.acceptBefore), approvedBy: data.approvedBy };
    case 'DesignationRefused': return to('REFUSED');
    case 'DesignationWithdrawn': return to('WITHDRAWN');
    case 'DesignationLapsed': return to('LAPSED');
    case 'DesigneeIdentified': return { ...state, identifiedAs: data.personId };
    case 'DesignationTookEffect': return { ...to('TOOK_EFFECT'), mandateId: data.mandateId };
    case 'DesignationCouldNotTakeEffect': return to('WITHOUT_EFFECT');
  }
};
