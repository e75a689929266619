import { WithdrawalConfirmed, WithdrawalEscalated, WithdrawalLifted, WithdrawalOrdered } from '#contracts';
import { asItIs, publication } from '../../publishing/publication.js';
import { withdrawalEvents } from '../domain/withdrawals.catalogue.js';
import type { WithdrawalEvent } from '../domain/withdrawals.js';

export const withdrawalPublication = publication<WithdrawalEvent>('withdrawal', withdrawalEvents, {
  // Who ordered and who confirmed is told by `recorded.actor`.
  WithdrawalOrdered: { contract: WithdrawalOrdered, data: ({ orderedBy: _, ...data }) => data },
  WithdrawalConfirmed: { contract: WithdrawalConfirmed, data: ({ confirmedBy: _, ...data }) => data },
  WithdrawalLifted: asItIs(WithdrawalLifted),
  WithdrawalEscalated: asItIs(WithdrawalEscalated),
}, ({ data }) => data.personId);
