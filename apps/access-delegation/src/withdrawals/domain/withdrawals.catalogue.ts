import { eventCatalogue } from '#kernel';
import type { WithdrawalEvent } from './withdrawals.js';

export const withdrawalEvents = eventCatalogue<WithdrawalEvent>({
  WithdrawalOrdered: { version: 1 },
  WithdrawalConfirmed: { version: 1 },
  WithdrawalLifted: { version: 1 },
  WithdrawalEscalated: { version: 1 },
});
