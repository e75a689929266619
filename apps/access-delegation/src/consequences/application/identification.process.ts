import { CommandBus } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { isRefusal, type CommandContext, type DeriveId } from '#kernel';
import type { Collection } from '#persistence';
import { ChangeAuthority } from '../../authorities/application/change-authority.js';
import { memberIdOf, membershipsNamed, type Membership } from '../../authorities/application/memberships.js';
import { ChangeDesignation } from '../../designations/application/change-designation.js';
import type { ListedDesignation } from '../../designations/application/listed-designations.js';

const ANYBODY = 500;

/** A person, and other ids that are his: among them may be profiles that were prepared for nobody in particular. */
type Known = { readonly personId: string; readonly subjects: readonly string[] };

/** Once identity has confirmed a person, whoever was prepared or designated under that id, or is that person, is identified. */
export class Identification {
  constructor(
    private readonly commands: CommandBus, private readonly members: Collection<Membership>, private readonly designations: Collection<ListedDesignation>,
    private readonly deriveId: DeriveId, private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  async of({ personId, subjects }: Known, cause: CommandContext): Promise<void> {
    const waiting = await this.members.find({ where: { personId, identified: false }, limit: ANYBODY });
    const named = (await membershipsNamed(this.members, subjects)).filter((member) => !member.identified && member.personId !== personId);
    for (const membership of [...waiting.items, ...named]) {
      const { authorityId } = membership;
      const memberId = memberIdOf(membership);
      await this.settle(memberId, new ChangeAuthority(authorityId, { type: 'IdentifyMember', data: { memberId, personId } }, this.own(cause, memberId)));
    }
    const designated = await this.designations.find({ where: { designeeId: personId, identified: false }, limit: ANYBODY });
    for (const { id } of designated.items) {
      await this.settle(id, new ChangeDesignation(id, { type: 'IdentifyDesignee', data: { personId } }, this.own(cause, id)));
    }
  }

  /** A refusal is the outcome: a profile that is over, or of who is a member already, stays as it is. */
  private async settle(id: string, command: ChangeAuthority | ChangeDesignation): Promise<void> {
    try {
      await this.commands.execute(command);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.logger.warn({ id, code: error.code }, 'a confirmed person was not identified');
    }
  }

  private own(cause: CommandContext, id: string): CommandContext {
    return { ...cause, commandId: this.deriveId(cause.commandId, id) };
  }
}
