import { CommandBus } from '@nestjs/cqrs';
import { isRefusal, type DeriveId, type Recorded, type StoredEvent } from '#kernel';
import type { Collection } from '#persistence';
import { ChangeAuthority } from '../../authorities/application/change-authority.js';
import { membershipsOf, type Membership } from '../../authorities/application/memberships.js';
import { TakeEffect } from '../../designations/application/take-effect.js';
import { ConfirmedPersons } from '../../persons/application/confirmed-persons.js';
import { Identification } from './identification.process.js';
import { ownEvent, type OwnEvent } from './own-events.js';
import { followingFrom } from './system-context.js';

/** What follows from own facts in other streams. The same fact seen again leads to the same commands. */
export class Consequences {
  constructor(
    private readonly commands: CommandBus, private readonly persons: ConfirmedPersons, private readonly identification: Identification, private readonly members: Collection<Membership>,
    private readonly deriveId: DeriveId,
  ) {}

  async of(stored: StoredEvent): Promise<void> {
    const event = ownEvent(stored);
    if (!event) return;
    try {
      await this.follow(event, stored);
    } catch (error) {
      // A refusal is the outcome; only what failed technically is tried again.
      if (!isRefusal(error)) throw error;
    }
  }

  private async follow(event: Recorded<OwnEvent>, stored: StoredEvent): Promise<void> {
    switch (event.type) {
      case 'DesignationApproved': case 'DesignationAccepted': case 'DesigneeIdentified':
        return this.commands.execute(new TakeEffect(event.data.designationId, followingFrom(stored, 'effect', '', this.deriveId)));
      case 'MemberPrepared': return event.data.personId === null ? undefined : this.identify(event.data.personId, stored);
      case 'DesignationDrafted': return this.identify(event.data.designeeId, stored);
      case 'WithdrawalOrdered': case 'WithdrawalLifted': return this.everyAuthority(event.data, stored, 'ForeseeGap');
      case 'WithdrawalConfirmed': return this.everyAuthority(event.data, stored, 'EndForWithdrawal');
      default: return undefined;
    }
  }

  /** The person may have been confirmed between the decision and this moment. */
  private async identify(personId: string, stored: StoredEvent): Promise<void> {
    const [confirmed] = await this.persons.among([personId]);
    if (confirmed !== undefined) await this.identification.of(personId, followingFrom(stored, 'identification', '', this.deriveId));
  }

  private async everyAuthority({ personId, authorityId }: { readonly personId: string; readonly authorityId: string | null }, stored: StoredEvent, type: 'ForeseeGap' | 'EndForWithdrawal'): Promise<void> {
    const all = await membershipsOf(this.members, personId);
    const authorities = authorityId === null ? new Set(all.map((member) => member.authorityId)) : [authorityId];
    for (const id of authorities) {
      const command = type === 'ForeseeGap' ? { type, data: {} } as const : { type, data: { personId } } as const;
      await this.commands.execute(new ChangeAuthority(id, command, followingFrom(stored, 'withdrawal', id, this.deriveId)));
    }
  }
}
