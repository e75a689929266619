import { plus, type Circumstances } from '#kernel';
import { acceptable } from '../../charter/domain/charter.js';
import { openAuthority } from './designation-draft.js';
import { refuse } from './designation-refusals.js';
import { contentText, isAccepted, readyForEffect, type Designation, type DesignationStatus } from './designation-state.js';
import { atStage, of, plain, subjectOf } from './designation-steps.js';
import type { AcceptDesignation, DesignationEvent, DesignationFacts, ProvideInformation, SignDesignation } from './designations.js';

type On = Circumstances & DesignationFacts;
const CONTENT_FIXED: readonly DesignationStatus[] = ['AWAITING_SIGNATURES', 'SUBMITTED', 'UNDER_REVIEW', 'INFORMATION_REQUESTED', 'APPROVED'];

export const sign = ({ data: { contentSha256 } }: SignDesignation, designation: Designation, { actor, at, authority, sha256 }: On): readonly DesignationEvent[] => {
  const signatory = designation.content.signatories.find(({ personId }) => personId === actor.id);
  if (!signatory) throw refuse('signatory-unknown');
  if (designation.signed.includes(actor.id)) return [];
  atStage(designation, at, 'DRAFT', 'AWAITING_SIGNATURES');
  openAuthority(authority);
  if (contentSha256 !== sha256(contentText(designation.content))) throw refuse('content-changed');
  const signed: DesignationEvent = {
    type: 'DesignationSigned', data: { ...of(designation), personId: actor.id, capacity: signatory.capacity, contentSha256 }, subject: actor.id,
  };
  const last = designation.signed.length + 1 === designation.content.signatories.length;
  return last ? [signed, plain('DesignationSubmitted', designation)] : [signed];
};

export const provideInformation = ({ data: { pieces, hasNote } }: ProvideInformation, designation: Designation, { at }: On): readonly DesignationEvent[] => {
  atStage(designation, at, 'INFORMATION_REQUESTED');
  if (pieces.length === 0 && !hasNote) throw refuse('answer-missing');
  return [{ type: 'InformationProvided', data: { ...of(designation), pieces }, subject: subjectOf(designation) }];
};

export const withdraw = (designation: Designation, { at }: On): readonly DesignationEvent[] => {
  takeableBack(designation, at);
  return [plain('DesignationWithdrawn', designation)];
};

export const decline = (designation: Designation, { at }: On): readonly DesignationEvent[] => {
  takeableBack(designation, at);
  return [{ ...plain('DesignationWithdrawn', designation), reasonCode: 'DECLINED' }];
};

/** Whom identity had confirmed before needs no further identification: the acceptance brings it. */
export const accept = ({ data: { charterVersion } }: AcceptDesignation, designation: Designation, on: On): readonly DesignationEvent[] => {
  const personId = on.actor.id;
  if (isAccepted(designation) && designation.acceptance?.charterVersion === charterVersion) return [];
  beforeEffect(designation, on.at);
  atStage(designation, on.at, ...CONTENT_FIXED);
  if (!acceptable(on.charter, charterVersion, on.at)) throw refuse('charter-not-acceptable', { charterVersion });
  if (designation.approvedBy === personId) throw refuse('reviewer-not-independent');
  const accepted: DesignationEvent = { type: 'DesignationAccepted', data: { ...of(designation), personId, charterVersion }, subject: personId };
  if (designation.identifiedAs !== null || !on.designee.confirmed) return [accepted];
  return [accepted, { type: 'DesigneeIdentified', data: { ...of(designation), personId }, subject: personId }];
};

const takeableBack = (designation: Designation, at: On['at']): void => {
  beforeEffect(designation, at);
  atStage(designation, at, 'DRAFT', ...CONTENT_FIXED);
};

const STARTING = 60 * 1000;

/** With approval and acceptance the mandate starts on its day: what is decided in the minute before could still come after it. */
const beforeEffect = (designation: Designation, at: On['at']): void => {
  if (readyForEffect(designation) && designation.content.from <= plus(at, STARTING)) throw refuse('not-at-this-stage', { stage: designation.status });
};
