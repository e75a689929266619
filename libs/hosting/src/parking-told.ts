import type { Logger } from 'pino';
import type { ParkedKey } from '#messaging';

/** Says in the log which key waits for an operator, and why (docs/operations.md, ParkedKeys). */
export const parkingTold = (logger: Logger) => (parked: ParkedKey): void => { logger.error({ parked }, 'a key is parked: its messages wait for an operator'); };
