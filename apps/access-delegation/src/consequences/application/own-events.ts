import type { Recorded, StoredEvent } from '#kernel';
import { authorityCatalogue } from '../../authorities/domain/authority.catalogue.js';
import type { AuthorityEvent } from '../../authorities/domain/private-space.js';
import { charterEvents } from '../../charter/domain/charter.catalogue.js';
import type { CharterEvent } from '../../charter/domain/charter.js';
import { designationEvents } from '../../designations/domain/designations.catalogue.js';
import type { DesignationEvent } from '../../designations/domain/designations.js';
import { reservationEvents } from '../../reservations/domain/reservations.catalogue.js';
import type { ReservationEvent } from '../../reservations/domain/reservations.js';
import { withdrawalEvents } from '../../withdrawals/domain/withdrawals.catalogue.js';
import type { WithdrawalEvent } from '../../withdrawals/domain/withdrawals.js';

/** Events that something follows from. */
export type OwnEvent = AuthorityEvent | CharterEvent | DesignationEvent | ReservationEvent | WithdrawalEvent;

const catalogues: readonly { knows(type: string): boolean; decode(stored: StoredEvent): Recorded<OwnEvent> }[] =
  [authorityCatalogue, charterEvents, designationEvents, reservationEvents, withdrawalEvents];

/** The event in its latest shape, or undefined when nothing follows from its type. */
export const ownEvent = (stored: StoredEvent): Recorded<OwnEvent> | undefined =>
  catalogues.find((catalogue) => catalogue.knows(stored.type))?.decode(stored);
