import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext, Receipt } from '#kernel';
import { RecordedFacts } from '../../capacities/application/recorded-facts.js';
import { CHARTER_STREAM, type CharterCommand } from '../domain/charter.js';
import { CharterStream } from './charter.stream.js';

export class ChangeCharter extends Command<Receipt> {
  constructor(readonly command: CharterCommand, readonly context: CommandContext) {
    super();
  }
}

@CommandHandler(ChangeCharter)
export class ChangeCharterHandler implements ICommandHandler<ChangeCharter> {
  constructor(private readonly charter: CharterStream, private readonly recorded: RecordedFacts) {}

  execute({ command, context }: ChangeCharter): Promise<Receipt> {
    return this.charter.execute(CHARTER_STREAM, command, context, () => this.recorded.actor(context.actor, null));
  }
}
