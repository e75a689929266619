import type { AuthorityFact } from '#contracts';
import type { AccessState } from './access-state.js';
import type { AuthorityAccess } from './authority-access.js';
import { unconcerned, type Handlers } from './handlers.js';
import { ALWAYS, later, NEVER, sooner } from './instants.js';

type MandateFact = Extract<AuthorityFact, { readonly type: `access-delegation.${'mandate' | 'charter' | 'manager' | 'office'}-${string}` }>;

export const mandateHandlers: Handlers<MandateFact, [AuthorityAccess, AccessState]> = {
  'access-delegation.mandate-started.v1': ({ time, data: { mandateId, memberId, personId, from, until } }, authority, { people }) => {
    const person = people.known(personId);
    authority.mandates.set(mandateId, { id: mandateId, memberId, person, from: later(from, time), until, activeFrom: ALWAYS, accepted: [] });
  },
  'access-delegation.mandate-suspended.v1': ({ data: { mandateId } }, authority) => {
    const mandate = authority.mandates.get(mandateId);
    if (mandate) mandate.activeFrom = NEVER;
  },
  'access-delegation.mandate-resumed.v1': ({ time, data: { mandateId } }, authority) => {
    const mandate = authority.mandates.get(mandateId);
    if (mandate?.activeFrom === NEVER) mandate.activeFrom = time;
  },
  'access-delegation.mandate-ended.v1': ({ time, data: { mandateId, reason } }, authority) => {
    const mandate = authority.mandates.get(mandateId);
    if (mandate && reason === 'EXPIRED') mandate.until = sooner(mandate.until, time);
    else authority.mandates.delete(mandateId);
  },
  'access-delegation.charter-accepted.v1': ({ time, data: { mandateId, charterVersion } }, authority) => {
    authority.mandates.get(mandateId)?.accepted.push({ version: charterVersion, at: time });
  },
  'access-delegation.manager-gap-foreseen.v1': unconcerned,
  'access-delegation.manager-missing.v1': unconcerned,
  'access-delegation.manager-restored.v1': unconcerned,
  'access-delegation.office-holder-recorded.v1': ({ data: { officeHolderId, personId } }, authority) => {
    authority.officeHolders.set(officeHolderId, personId);
  },
  'access-delegation.office-holder-ended.v1': ({ data: { officeHolderId } }, authority) => {
    authority.officeHolders.delete(officeHolderId);
  },
};
