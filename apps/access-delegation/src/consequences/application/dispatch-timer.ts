import { CommandBus } from '@nestjs/cqrs';
import { isRefusal, type CommandContext, type DeriveId, type Timer } from '#kernel';
import type { Collection } from '#persistence';
import { ChangeAuthority } from '../../authorities/application/change-authority.js';
import type { ListedAuthority } from '../../authorities/application/listed-authorities.js';
import { ChangeDesignation } from '../../designations/application/change-designation.js';
import { TakeEffect } from '../../designations/application/take-effect.js';
import { Reservations } from '../../reservations/application/reservations.js';
import { ChangeWithdrawal } from '../../withdrawals/application/change-withdrawal.js';
import { dueBy } from './system-context.js';
import type { TimerCommand } from './timers-of.js';
import type { DesignationTimer } from './designation-timers.js';

/** Sends what a due timer asks for through the command bus. A refusal is an outcome: the moment has passed. */
export class TimerDispatch {
  constructor(
    private readonly commands: CommandBus, private readonly reservations: Reservations, private readonly authorities: Collection<ListedAuthority>, private readonly deriveId: DeriveId,
  ) {}

  async dispatch(timer: Timer): Promise<void> {
    try {
      await this.send(timer.command as TimerCommand | DesignationTimer, dueBy(timer, this.deriveId));
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }

  private async send(command: TimerCommand | DesignationTimer, context: CommandContext): Promise<void> {
    switch (command.type) {
      case 'ExpireGrant': case 'ExpireMandate': {
        const { authorityId } = command.data;
        await this.commands.execute(new ChangeAuthority(authorityId, command, context));
        return;
      }
      case 'ForeseeGap':
        await this.commands.execute(new ChangeAuthority(command.data.authorityId, { type: 'ForeseeGap', data: {} }, context));
        return;
      case 'ForeseeGapEverywhere': return this.foreseeGapEverywhere(context);
      case 'EscalateWithdrawal': {
        const { personId, withdrawalId } = command.data;
        await this.commands.execute(new ChangeWithdrawal(personId, { type: 'EscalateWithdrawal', data: { withdrawalId } }, context));
        return;
      }
      case 'ReleaseOrphan': return this.reservations.releaseOrphan(command.data.stream, command.data.authorityId, context);
      case 'LapseDesignation':
        await this.commands.execute(new ChangeDesignation(command.data.designationId, { type: 'LapseDesignation', data: {} }, context));
        return;
      case 'TakeEffect': return this.commands.execute(new TakeEffect(command.data.designationId, context));
    }
  }

  private async foreseeGapEverywhere(context: CommandContext): Promise<void> {
    for (let after: string | undefined, more = true; more;) {
      const page = await this.authorities.find({ orderBy: ['name'], limit: 200, ...(after === undefined ? {} : { after }) });
      for (const { id } of page.items) {
        const own = { ...context, commandId: this.deriveId(context.commandId, id) };
        await this.commands.execute(new ChangeAuthority(id, { type: 'ForeseeGap', data: {} }, own));
      }
      after = page.next;
      more = after !== undefined;
    }
  }
}
