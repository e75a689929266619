import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Receipt } from '#kernel';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { STAFF_STREAM, type StaffCommand } from '../domain/staff.js';
import { StaffStream } from './staff.stream.js';

export class ChangeStaff extends Command<Receipt> {
  constructor(readonly command: StaffCommand, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(ChangeStaff)
export class ChangeStaffHandler implements ICommandHandler<ChangeStaff> {
  constructor(private readonly staff: StaffStream, private readonly recorded: RecordedFacts) {}

  execute({ command, context }: ChangeStaff): Promise<Receipt> {
    return this.staff.execute(STAFF_STREAM, command, context, () => this.recorded.actor(context.actor, null));
  }
}
