import type { Circumstances } from '#kernel';
import { refuse } from './designation-refusals.js';
import { readyForEffect, statusAt, type Designation, type DesignationStatus } from './designation-state.js';
import { of, plain, subjectOf } from './designation-steps.js';
import type { DesignationEvent, IdentifyDesignee, RecordEffect, RecordNoEffect } from './designations.js';

const FINAL: readonly DesignationStatus[] = ['REFUSED', 'WITHDRAWN', 'LAPSED', 'TOOK_EFFECT', 'WITHOUT_EFFECT'];

export const lapse = (designation: Designation, { at }: Circumstances): readonly DesignationEvent[] =>
  designation.status !== 'LAPSED' && statusAt(designation, at) === 'LAPSED' ? [plain('DesignationLapsed', designation)] : [];

export const identify = ({ data: { personId } }: IdentifyDesignee, designation: Designation, { at }: Circumstances): readonly DesignationEvent[] => {
  if (designation.identifiedAs === personId || FINAL.includes(statusAt(designation, at))) return [];
  if (designation.identifiedAs !== null) throw refuse('already-identified');
  return [{ type: 'DesigneeIdentified', data: { ...of(designation), personId }, subject: personId }];
};

export const recordEffect = ({ data: { mandateId } }: RecordEffect, designation: Designation): readonly DesignationEvent[] => {
  if (designation.mandateId === mandateId) return [];
  mustBeReady(designation);
  return [{ type: 'DesignationTookEffect', data: { ...of(designation), mandateId }, subject: subjectOf(designation) }];
};

export const recordNoEffect = ({ data: { code } }: RecordNoEffect, designation: Designation): readonly DesignationEvent[] => {
  if (designation.status === 'WITHOUT_EFFECT') return [];
  mustBeReady(designation);
  return [{ type: 'DesignationCouldNotTakeEffect', data: { ...of(designation), code }, subject: subjectOf(designation) }];
};

const mustBeReady = (designation: Designation): void => {
  if (!readyForEffect(designation)) throw refuse('not-at-this-stage', { stage: designation.status });
};
