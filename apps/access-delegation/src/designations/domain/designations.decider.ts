import type { Circumstances, Decider } from '#kernel';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import { identify, lapse, recordEffect, recordNoEffect } from './designation-consequences.js';
import { draft, redraft } from './designation-draft.js';
import { accept, decline, provideInformation, sign, withdraw } from './designation-parties.js';
import { approve, refuseDesignation, requestInformation, startReview, verifyCapacity } from './designation-review.js';
import { standingIn, standingToDraft, standingToRedraft } from './designation-standing.js';
import { evolve, type Designation, type DesignationState } from './designation-state.js';
import type { DesignationCommand, DesignationEvent, DesignationFacts, DraftDesignation, RedraftDesignation } from './designations.js';

export const designationDecider: Decider<DesignationState, DesignationCommand, DesignationEvent, DesignationFacts> = {
  initialState: null,
  stateShape: 3,
  decide(command, state, on) {
    if (command.type === 'DraftDesignation') {
      return { as: standingToDraft(command.data, on), events: draft(command.data, state, on) };
    }
    if (state === null) throw refuseStanding('not-found');
    if (command.type === 'RedraftDesignation') return { as: standingToRedraft(command.data, state, on), events: redraft(command.data, state, on) };
    return { as: standingIn(state, command.type, on), events: decided(command, state, on) };
  },
  evolve,
};

const decided = (
  command: Exclude<DesignationCommand, DraftDesignation | RedraftDesignation>, designation: Designation, on: Circumstances & DesignationFacts,
): readonly DesignationEvent[] => {
  switch (command.type) {
    case 'SignDesignation': return sign(command, designation, on);
    case 'StartReview': return startReview(designation, on);
    case 'RequestInformation': return requestInformation(command, designation, on);
    case 'ProvideInformation': return provideInformation(command, designation, on);
    case 'VerifyCapacity': return verifyCapacity(command, designation, on);
    case 'ApproveDesignation': return approve(designation, on);
    case 'RefuseDesignation': return refuseDesignation(command, designation, on);
    case 'WithdrawDesignation': return withdraw(designation, on);
    case 'AcceptDesignation': return accept(command, designation, on);
    case 'DeclineDesignation': return decline(designation, on);
    case 'LapseDesignation': return lapse(designation, on);
    case 'IdentifyDesignee': return identify(command, designation, on);
    case 'RecordEffect': return recordEffect(command, designation);
    case 'RecordNoEffect': return recordNoEffect(command, designation);
  }
};
