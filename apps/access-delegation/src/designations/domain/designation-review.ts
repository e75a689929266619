import { plus, type Circumstances } from '#kernel';
import { openAuthority } from './designation-draft.js';
import { refuse } from './designation-refusals.js';
import { partsOf } from './designation-standing.js';
import { ANSWER_WITHIN, type Designation } from './designation-state.js';
import { atStage, of, plain, subjectOf } from './designation-steps.js';
import type { DesignationEvent, DesignationFacts, RefuseDesignation, RequestInformation, VerifyCapacity } from './designations.js';

type On = Circumstances & DesignationFacts;

export const startReview = (designation: Designation, on: On): readonly DesignationEvent[] => {
  independent(designation, on);
  atStage(designation, on.at, 'SUBMITTED');
  return [plain('ReviewStarted', designation)];
};

export const requestInformation = ({ data: { saysWhat } }: RequestInformation, designation: Designation, on: On): readonly DesignationEvent[] => {
  underReview(designation, on);
  if (!saysWhat) throw refuse('question-missing');
  return [plain('InformationRequested', designation)];
};

export const verifyCapacity = ({ data: { personId } }: VerifyCapacity, designation: Designation, on: On): readonly DesignationEvent[] => {
  underReview(designation, on);
  const signatory = designation.content.signatories.find((named) => named.personId === personId);
  if (!signatory) throw refuse('signatory-unknown');
  if (designation.verified.includes(personId)) return [];
  return [{ type: 'CapacityVerified', data: { ...of(designation), personId, capacity: signatory.capacity }, subject: personId }];
};

export const approve = (designation: Designation, on: On): readonly DesignationEvent[] => {
  underReview(designation, on);
  openAuthority(on.authority);
  const { content: { signatories, until }, verified } = designation;
  if (!signatories.every(({ personId }) => verified.includes(personId))) throw refuse('capacities-not-verified');
  if (on.designee.withdrawn) throw refuse('designee-withdrawn');
  if (until <= on.at) throw refuse('period-over');
  const data = { ...of(designation), acceptBefore: plus(on.at, ANSWER_WITHIN), approvedBy: on.actor.id };
  return [{ type: 'DesignationApproved', data, subject: subjectOf(designation) }];
};

export const refuseDesignation = ({ data: { reasonCode } }: RefuseDesignation, designation: Designation, on: On): readonly DesignationEvent[] => {
  underReview(designation, on);
  if (reasonCode.trim() === '') throw refuse('reason-missing');
  return [{ ...plain('DesignationRefused', designation), reasonCode }];
};

const underReview = (designation: Designation, on: On): void => {
  independent(designation, on);
  atStage(designation, on.at, 'UNDER_REVIEW');
};

const independent = (designation: Designation, { actor, authority }: On): void => {
  const takesPart = partsOf(designation, actor.id).length > 0 || designation.acceptance?.personId === actor.id;
  if (takesPart || authority?.memberPersonIds.includes(actor.id)) throw refuse('reviewer-not-independent');
};
