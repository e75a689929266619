import { startOf, untilOf } from '#belgium';
import type { AccessCell } from '../domain/grants.js';
import type { AccessCellBody } from './grant.bodies.js';

/** A cell as the domain means it: days become instants, what was left out stays out. */
export const cellOf = ({ role, subject, categories, includesFuture, from, until, delegationReference, reasonCode, note }: AccessCellBody): AccessCell => ({
  role, subject,
  ...(categories === undefined ? {} : { categories }),
  ...(includesFuture === undefined ? {} : { includesFuture }),
  ...(from === undefined ? {} : { from: startOf(from) }),
  ...(until === undefined ? {} : { until: until === null ? null : untilOf(until) }),
  ...(delegationReference === undefined ? {} : { delegationReference }),
  ...(reasonCode === undefined ? {} : { reason: reasonCode }),
  ...(note === undefined ? {} : { note }),
});
