import type { AuthorityCircumstances } from './authority-facts.js';
import type { MandateEndReason } from './authority-vocabulary.js';
import { refuse } from './authority.refusals.js';
import { activeMandates } from './managers.js';
import type { Mandate, MandateEnded } from './mandates.js';
import type { AuthorityState } from './private-space.js';

export const mandateEnded = (authorityId: string, { mandateId, personId }: Mandate, reason: MandateEndReason): MandateEnded => ({
  type: 'MandateEnded', data: { authorityId, mandateId, reason }, subject: personId, reasonCode: reason,
});

/** BR-16: the last who manages goes only when another is active already, or by force. */
export const mustLeaveAManager = (leaving: readonly Mandate[], force: boolean | undefined, state: AuthorityState, on: AuthorityCircumstances): void => {
  const active = activeMandates(state, on, on.at);
  const goes = ({ mandateId }: Mandate): boolean => leaving.some((mandate) => mandate.mandateId === mandateId);
  if (!force && active.length > 0 && active.every(goes)) throw refuse('last-manager');
};
