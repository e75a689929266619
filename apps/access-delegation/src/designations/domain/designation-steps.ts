import type { Instant } from '#kernel';
import { refuse } from './designation-refusals.js';
import { statusAt, type Designation, type DesignationStatus } from './designation-state.js';
import type { DesignationEvent } from './designations.js';

type Known = Pick<Designation, 'content' | 'identifiedAs'>;
type Plain =
  | 'DesignationSubmitted' | 'ReviewStarted' | 'InformationRequested' | 'DesignationRefused' | 'DesignationWithdrawn' | 'DesignationLapsed';

export const of = ({ content: { designationId, authorityId } }: Known): { readonly designationId: string; readonly authorityId: string } =>
  ({ designationId, authorityId });

/** Whom a step concerns: the designated person once it is known who that is. */
export const subjectOf = ({ content, identifiedAs }: Known): string => identifiedAs ?? content.designationId;

/** A step that says nothing more than that it happened. */
export const plain = (type: Plain, designation: Known): DesignationEvent => ({ type, data: of(designation), subject: subjectOf(designation) });

export const atStage = (designation: Designation, at: Instant, ...stages: readonly DesignationStatus[]): void => {
  const status = statusAt(designation, at);
  if (!stages.includes(status)) throw refuse('not-at-this-stage', { stage: status });
};
