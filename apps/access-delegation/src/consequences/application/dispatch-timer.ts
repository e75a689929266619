import { CommandBus } from '@nestjs/cqrs';
import { isRefusal, type CommandContext, type DeriveId, type Timer } from '#kernel';
import { ChangeAuthority } from '../../authorities/application/change-authority.js';
import { ChangeDesignation } from '../../designations/application/change-designation.js';
import { TakeEffect } from '../../designations/application/take-effect.js';
import { Reservations } from '../../reservations/application/reservations.js';
import { ChangeWithdrawal } from '../../withdrawals/application/change-withdrawal.js';
import { dueBy } from './system-context.js';
import type { TimerCommand } from './timers-of.js';
import type { DesignationTimer } from './designation-timers.js';

/** Sends what a due timer asks for through the command bus. A refusal is an outcome: the moment has passed. */
export class TimerDispatch {
  constructor(private readonly commands: CommandBus, private readonly reservations: Reservations, private readonly deriveId: DeriveId) {}

  async dispatch(timer: Timer): Promise<void> {
    try {
      await this.send(timer.command as TimerCommand | DesignationTimer, dueBy(timer, this.deriveId));
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }

  private async send(command: TimerCommand | DesignationTimer, context: CommandContext): Promise<void> {
    switch (command.type) {
      case 'ExpireGrant': case 'ExpireMembership': case 'ExpireMandate': {
        const { authorityId } = command.data;
        await this.commands.execute(new ChangeAuthority(authorityId, command, context));
        return;
      }
      case 'ForeseeGap':
        await this.commands.execute(new ChangeAuthority(command.data.authorityId, { type: 'ForeseeGap', data: {} }, context));
        return;
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
}
