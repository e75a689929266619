import { CommandBus } from '@nestjs/cqrs';
import { isRefusal, type CommandContext, type DeriveId } from '#kernel';
import type { Collection } from '#persistence';
import { ChangeAuthority } from '../../authorities/application/change-authority.js';
import type { Membership } from '../../authorities/application/memberships.js';
import { ChangeDesignation } from '../../designations/application/change-designation.js';
import type { ListedDesignation } from '../../designations/application/listed-designations.js';

const ANYBODY = 500;

/** Once identity has confirmed a person, whoever was prepared or designated under that id is identified. */
export class Identification {
  constructor(
    private readonly commands: CommandBus, private readonly members: Collection<Membership>, private readonly designations: Collection<ListedDesignation>, private readonly deriveId: DeriveId,
  ) {}

  async of(personId: string, cause: CommandContext): Promise<void> {
    const waiting = await this.members.find({ where: { personId, identified: false }, limit: ANYBODY });
    for (const { id: memberId, authorityId } of waiting.items) {
      await this.settle(new ChangeAuthority(authorityId, { type: 'IdentifyMember', data: { memberId, personId } }, this.own(cause, memberId)));
    }
    const designated = await this.designations.find({ where: { designeeId: personId, identified: false }, limit: ANYBODY });
    for (const { id } of designated.items) {
      await this.settle(new ChangeDesignation(id, { type: 'IdentifyDesignee', data: { personId } }, this.own(cause, id)));
    }
  }

  /** A refusal means that there is nothing left to identify. */
  private async settle(command: ChangeAuthority | ChangeDesignation): Promise<void> {
    try {
      await this.commands.execute(command);
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }

  private own(cause: CommandContext, id: string): CommandContext {
    return { ...cause, commandId: this.deriveId(cause.commandId, id) };
  }
}
