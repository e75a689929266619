import { reaches } from '#kernel';
import { refuseStanding } from '../../capacities/domain/capacities.js';
import type { AuthorityCircumstances } from './authority-facts.js';
import type { MandateEndReason } from './authority-vocabulary.js';
import { refuse } from './authority.refusals.js';
import { activeMandates } from './managers.js';
import type { Mandate, MandateEnded } from './mandates.js';
import type { AuthorityState } from './private-space.js';

export const mandateEnded = (authorityId: string, { mandateId, personId }: Mandate, reason: MandateEndReason): MandateEnded => ({
  type: 'MandateEnded', data: { authorityId, mandateId, reason }, subject: personId, reasonCode: reason,
});

/** A mandate is given and given back by the strongest means only, whatever its holder may do otherwise. */
export const mustBeSureWhoActs = ({ actor }: AuthorityCircumstances): void => {
  if (!reaches(actor.assurance, 'high')) throw refuseStanding('assurance-too-low');
};

/** BR-16: the last who manages goes only when another is active at that end, as far as is known now, or by force. */
export const mustLeaveAManager = (leaving: readonly Mandate[], force: boolean | undefined, state: AuthorityState, on: AuthorityCircumstances, end = on.at): void => {
  const active = activeMandates(state, on, end);
  const goes = ({ mandateId }: Mandate): boolean => leaving.some((mandate) => mandate.mandateId === mandateId);
  if (!force && active.length > 0 && active.every(goes)) throw refuse('last-manager');
};
