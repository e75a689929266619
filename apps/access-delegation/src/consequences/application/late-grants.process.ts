import type { CommandBus } from '@nestjs/cqrs';
import { plus, type DeriveId, type EventStore, type Recorded, type StoredEvent } from '#kernel';
import { ChangeAuthority } from '../../authorities/application/change-authority.js';
import type { AccessGranted } from '../../authorities/domain/grants.js';
import { WithdrawalStreams } from '../../withdrawals/application/withdrawal.streams.js';
import { withdrawalEvents } from '../../withdrawals/domain/withdrawals.catalogue.js';
import { withdrawalStream } from '../../withdrawals/domain/withdrawals.js';
import { followingFrom } from './system-context.js';

/** How far apart the clocks of instances may be. */
const CLOCKS_APART = 5_000;

/**
 * Two streams are not decided in one append: a withdrawal may be recorded after a manager's grant was decided and before it
 * was appended. Such a grant is revoked. Two instances stamp them, each by its own clock: withdrawn a few seconds later counts as before.
 */
export class LateGrants {
  constructor(private readonly commands: CommandBus, private readonly store: EventStore, private readonly withdrawals: WithdrawalStreams, private readonly deriveId: DeriveId) {}

  async look({ data: { authorityId, memberId, grantId }, metadata: { actor, decidedOn = [], recordedAt } }: Recorded<AccessGranted>, stored: StoredEvent): Promise<void> {
    if (actor.kind !== 'person') return;
    const stream = withdrawalStream(actor.id);
    const seen = decidedOn.find((read) => read.stream === stream)?.version ?? 0;
    if ((await this.withdrawals.load(stream)).version <= seen) return;
    const unseen = (await this.store.read(stream, { after: seen })).map((event) => withdrawalEvents.decode(event));
    const withdrawn = unseen.some(({ type, data, metadata }) =>
      type === 'WithdrawalOrdered' && (data.authorityId ?? authorityId) === authorityId && metadata.recordedAt <= plus(recordedAt, CLOCKS_APART));
    if (!withdrawn) return;
    const revoke = { type: 'RevokeForWithdrawnActor', data: { memberId, grantId } } as const;
    await this.commands.execute(new ChangeAuthority(authorityId, revoke, followingFrom(stored, 'late-grants', '', this.deriveId)));
  }
}
