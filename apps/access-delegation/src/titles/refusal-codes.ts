import type { refuseAccess } from '#access-index';
import type { refuseDate } from '#belgium';
import type { CodeOf } from '#kernel';
import type { DocumentsUnavailable } from '#persistence';
import type { refuseCode } from '../answers/code.pipe.js';
import type { refuse as refuseAuthority } from '../authorities/domain/authority.refusals.js';
import type { refuseStanding } from '../capacities/domain/capacities.js';
import type { refuse as refuseCatalogue } from '../catalogue/domain/catalogue.decider.js';
import type { refuse as refuseCharter } from '../charter/domain/charter.js';
import type { refuseEvaluation } from '../checks/adapters/authzen.controller.js';
import type { refuseView } from '../checks/application/access-view.js';
import type { refuseCheck } from '../checks/application/evaluations.js';
import type { refuse as refuseDesignation } from '../designations/domain/designation-refusals.js';
import type { refuse as refuseReservation } from '../reservations/domain/reservations.decider.js';
import type { refuse as refuseStaff } from '../staff/domain/staff.decider.js';
import type { refuse as refuseWithdrawal } from '../withdrawals/domain/withdrawals.decider.js';

type Features =
  | typeof refuseAuthority | typeof refuseCatalogue | typeof refuseCharter | typeof refuseCheck | typeof refuseCode | typeof refuseDesignation | typeof refuseEvaluation
  | typeof refuseReservation | typeof refuseStaff | typeof refuseStanding | typeof refuseView | typeof refuseWithdrawal;

/** What this service may refuse, itself or in what it stands on: one code means the same wherever it is said. */
export type RefusalCode = CodeOf<Features> | CodeOf<typeof refuseAccess | typeof refuseDate> | DocumentsUnavailable['code'];
