import type { TimerChange } from '#kernel';
import { DesignationStreams } from '../../designations/application/designation.streams.js';
import { dueAt, readyForEffect } from '../../designations/domain/designation-state.js';
import { designationStream } from '../../designations/domain/designations.js';
import { designationTimerKey } from './timers-of.js';

export type DesignationTimer = { readonly type: 'LapseDesignation' | 'TakeEffect'; readonly data: { readonly designationId: string } };

/** What a designation waits for now: its deadline, or the day its mandate is to start. */
export const designationTimer = async (designations: DesignationStreams, designationId: string): Promise<TimerChange> => {
  const { state } = await designations.load(designationStream(designationId));
  const key = designationTimerKey(designationId);
  const due = dueAt(state);
  if (due !== null) return { set: { key, due, command: { type: 'LapseDesignation', data: { designationId } } } };
  if (state && readyForEffect(state)) return { set: { key, due: state.content.from, command: { type: 'TakeEffect', data: { designationId } } } };
  return { cancel: key };
};
