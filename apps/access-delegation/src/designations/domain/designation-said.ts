import type { Instant, Recording, SealedNote } from '#kernel';
import type { DesignationEvent } from './designations.js';

/** Steps at which those whom a designation involves are told what they must act on, or why it is over. */
export const TOLD_STEPS = ['INFORMATION_REQUESTED', 'INFORMATION_PROVIDED', 'REFUSED', 'WITHDRAWN', 'WITHOUT_EFFECT'] as const;
export type ToldStep = (typeof TOLD_STEPS)[number];

/** What was said at a step: a reason, a note as it was sealed, or the `code` with which it could not take effect. */
export type Said = {
  readonly step: ToldStep;
  readonly at: Instant;
  readonly reasonCode: string | null;
  readonly note: SealedNote | null;
  readonly code: string | null;
};

const STEPS: Readonly<Partial<Record<DesignationEvent['type'], ToldStep>>> = {
  InformationRequested: 'INFORMATION_REQUESTED', InformationProvided: 'INFORMATION_PROVIDED', DesignationRefused: 'REFUSED', DesignationWithdrawn: 'WITHDRAWN',
  DesignationCouldNotTakeEffect: 'WITHOUT_EFFECT',
};

/** The last of each step, so that asking again and again makes nothing longer. */
export const saidAfter = (before: readonly Said[], event: DesignationEvent, { recordedAt, reasonCode, note }: Recording): readonly Said[] => {
  const step = STEPS[event.type];
  if (step === undefined) return before;
  const code = event.type === 'DesignationCouldNotTakeEffect' ? event.data.code : null;
  return [...before.filter((said) => said.step !== step), { step, at: recordedAt, reasonCode: reasonCode ?? null, note: note ?? null, code }];
};
