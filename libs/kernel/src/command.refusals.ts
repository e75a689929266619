import { refusals } from './refusals.js';

/** What may be answered to any command, whatever the stream. */
export const refuseCommand = refusals({
  'idempotency-key-reused': ['conflict', 'This Idempotency-Key was used for another request: take a new one.'],
  'too-many-writers': ['unavailable', 'Others keep changing this; try again.'],
});
