import { CommandBus } from '@nestjs/cqrs';
import { isRefusal, type DeriveId, type Recorded, type StoredEvent } from '#kernel';
import { ChangeAuthority } from '../../authorities/application/change-authority.js';
import type { AuthorityCommand } from '../../authorities/domain/private-space.js';
import { TakeEffect } from '../../designations/application/take-effect.js';
import { ConfirmedPersons } from '../../persons/application/confirmed-persons.js';
import { Identification } from './identification.process.js';
import { LateGrants } from './late-grants.process.js';
import { ManagedAuthorities } from './managed-authorities.js';
import { ownEvent, type OwnEvent } from './own-events.js';
import { followingFrom } from './system-context.js';
import { UnusedNumbers } from './unused-numbers.process.js';

/** What follows from own facts in other streams. The same fact seen again leads to the same commands. */
export class Consequences {
  constructor(
    private readonly commands: CommandBus, private readonly persons: ConfirmedPersons, private readonly identification: Identification, private readonly lateGrants: LateGrants,
    private readonly unusedNumbers: UnusedNumbers, private readonly managed: ManagedAuthorities, private readonly deriveId: DeriveId,
  ) {}

  async of(stored: StoredEvent): Promise<void> {
    const event = ownEvent(stored);
    if (!event) return;
    await settled(this.follow(event, stored));
    for (const authorityId of await this.managed.touchedBy(event)) await this.inAuthority(authorityId, { type: 'ForeseeGap', data: {} }, stored);
  }

  private async follow(event: Recorded<OwnEvent>, stored: StoredEvent): Promise<void> {
    switch (event.type) {
      case 'DesignationApproved': case 'DesignationAccepted': case 'DesigneeIdentified':
        return this.commands.execute(new TakeEffect(event.data.designationId, followingFrom(stored, 'effect', '', this.deriveId)));
      case 'MemberPrepared': return this.identify(event.data.personId ?? await this.persons.behind(event.data.memberId), stored, [event.data.memberId]);
      case 'DesignationDrafted': return this.identify(event.data.designeeId, stored);
      case 'WithdrawalConfirmed': {
        const { personId, withdrawalId } = event.data;
        for (const id of await this.managed.concernedBy(event.data)) await this.inAuthority(id, { type: 'EndForWithdrawal', data: { personId, withdrawalId } }, stored);
        return undefined;
      }
      case 'AccessGranted': return this.lateGrants.look(event, stored);
      case 'AuthorityDetailsCorrected': case 'AuthorityClosed': case 'AuthorityMerged': return this.unusedNumbers.free(event.data.authorityId, stored);
      default: return undefined;
    }
  }

  /** The person may have been confirmed between the decision and this moment. */
  private async identify(personId: string | undefined, stored: StoredEvent, subjects: readonly string[] = []): Promise<void> {
    const [confirmed] = personId === undefined ? [] : await this.persons.among([personId]);
    if (confirmed !== undefined) await this.identification.of({ personId: confirmed, subjects }, followingFrom(stored, 'identification', '', this.deriveId));
  }

  private async inAuthority(authorityId: string, command: AuthorityCommand, stored: StoredEvent): Promise<void> {
    const context = followingFrom(stored, command.type, authorityId, this.deriveId);
    await settled(this.commands.execute(new ChangeAuthority(authorityId, command, context)));
  }
}

/** A refusal is the outcome, and keeps nothing else from following; only what failed technically is tried again. */
const settled = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work;
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
};
